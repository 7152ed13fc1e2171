using System.CommandLine;
using System.Text;
using FlowWatch.Core.Diagnostics;

namespace FlowWatch.Cli.Commands;

/// <summary><c>flowwatch ask QUESTION</c>: the questions of the runbook, each a command of its own with its own options, made from the catalog.</summary>
internal static class AskCommand
{
    /// <summary>The command.</summary>
    public static Command Create(Terminal terminal)
    {
        var list = new Option<bool>("--list") { Description = "List the questions." };
        var saving = new SaveDefinitions(terminal);
        var command = new Command("ask", "Ask one of the runbook's questions: of a target, or of flow-log files.") { list };
        foreach (var option in saving.Options) command.Options.Add(option);
        foreach (var question in DiagnosticCatalog.All) command.Subcommands.Add(new AskQuestion(terminal, question).Create());
        command.SetAction((arguments, cancellationToken) => saving.IsAsked(arguments) ? saving.RunAsync(arguments, cancellationToken) : Task.FromResult(List(terminal)));
        return command;
    }

    private static int List(Terminal terminal)
    {
        using var text = new StreamWriter(terminal.Output, new UTF8Encoding(false), 4096, leaveOpen: true) { NewLine = "\n" };
        var widest = DiagnosticCatalog.All.Max(question => question.Id.Length);
        foreach (var question in DiagnosticCatalog.All)
        {
            text.WriteLine($"{question.Id.PadRight(widest)}  {question.Answers}");
            if (question.Parameters.Count > 0) text.WriteLine($"{"".PadRight(widest)}  {string.Join(' ', question.Parameters.Select(parameter => parameter.IsRequired ? $"--{parameter.Name} {parameter.ValueName}" : $"[--{parameter.Name}]"))}");
        }

        return ExitCode.Clean;
    }
}
