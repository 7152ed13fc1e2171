using System.CommandLine;

namespace FlowWatch.Cli.Commands;

/// <summary><c>flowwatch completion SHELL</c>: a script that makes a shell complete the command line.</summary>
internal static class CompletionCommand
{
    private static readonly Dictionary<string, string> Scripts = new()
    {
        // Each asks the command itself ([suggest:POSITION] is System.CommandLine's directive), so no list goes stale.
        ["bash"] = """
            # source <(flowwatch completion bash)
            _flowwatch() {
                local line="${COMP_LINE}" word="${COMP_WORDS[COMP_CWORD]}"
                mapfile -t COMPREPLY < <(compgen -W "$(flowwatch "[suggest:${COMP_POINT}]" "${line}" 2>/dev/null)" -- "${word}")
            }
            complete -o default -F _flowwatch flowwatch
            """,
        ["zsh"] = """
            # source <(flowwatch completion zsh)
            _flowwatch() {
                local -a found
                found=("${(@f)$(flowwatch "[suggest:${CURSOR}]" "${BUFFER}" 2>/dev/null)}")
                compadd -a found || _files
            }
            compdef _flowwatch flowwatch
            """,
        ["fish"] = """
            # flowwatch completion fish | source
            complete -c flowwatch -a '(flowwatch "[suggest:"(string length -- (commandline -cp))"]" (commandline -cp) 2>/dev/null)'
            """,
        ["pwsh"] = """
            # flowwatch completion pwsh | Out-String | Invoke-Expression
            Register-ArgumentCompleter -Native -CommandName flowwatch -ScriptBlock {
                param($word, $tree, $position)
                flowwatch "[suggest:$position]" "$tree" 2>$null | Where-Object { $_ -like "$word*" } |
                    ForEach-Object { [System.Management.Automation.CompletionResult]::new($_, $_, 'ParameterValue', $_) }
            }
            """,
    };

    /// <summary>The command.</summary>
    public static Command Create()
    {
        var shell = new Argument<string>("SHELL") { Description = "bash, zsh, fish or pwsh.", HelpName = "SHELL" }.Among([.. Scripts.Keys]);
        var command = new Command("completion", "Print a completion script for a shell.") { shell };
        command.SetAction(arguments =>
        {
            arguments.InvocationConfiguration.Output.WriteLine(Scripts[arguments.GetValue(shell)!.ToLowerInvariant()]);
            return ExitCode.Clean;
        });
        return command;
    }
}
