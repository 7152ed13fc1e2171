using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using FlowWatch.Core.Configuration;

namespace FlowWatch.Cli.Input;

/// <summary>What is wrong with a command line, each thing once, in one line that names it.</summary>
internal static class CommandLineErrors
{
    /// <summary>The errors; none when the command line can be run.</summary>
    /// <param name="result">The command line as parsed.</param>
    /// <param name="arguments">The command line as given.</param>
    public static IReadOnlyList<string> Of(ParseResult result, IReadOnlyList<string> arguments)
    {
        var command = result.CommandResult.Command;
        if (command.Subcommands.Count > 0 && result.Errors.Count > 0)
        {
            var unknown = result.UnmatchedTokens.Count > 0 ? result.UnmatchedTokens[0] : null;
            return [unknown is null ? $"a command is needed: {string.Join(", ", command.Subcommands.Select(one => one.Name))}"
                : unknown.StartsWith('-') ? UnknownOption(result, unknown)
                : $"'{unknown}' is not a command{Spelling.Suggestion(unknown, command.Subcommands.Select(one => one.Name))}; there are {string.Join(", ", command.Subcommands.Select(one => one.Name))}"];
        }

        return [.. result.Errors.Select(error => Text(result, error)).Concat(MistakenOptions(result, arguments)).Distinct()];
    }

    /// <summary>The command that was given, as one types it.</summary>
    public static string NameOf(ParseResult result)
    {
        var names = new Stack<string>();
        for (var command = result.CommandResult; command.Parent is CommandResult parent; command = parent) names.Push(command.Command.Name);
        return string.Join(' ', names.Prepend("flowwatch"));
    }

    private static string Text(ParseResult result, ParseError error)
    {
        var unmatched = result.UnmatchedTokens.FirstOrDefault(token => error.Message.Contains($"'{token}'", StringComparison.Ordinal));
        return error.SymbolResult switch
        {
            _ when unmatched is not null => unmatched.StartsWith('-') ? UnknownOption(result, unmatched) : $"'{unmatched}' is one argument too many",
            OptionResult { Tokens.Count: 0, Implicit: false } option => $"{option.Option.Name} needs a value",
            OptionResult option when TypeOf(option) == typeof(int) && !int.TryParse(option.Tokens[^1].Value, CultureInfo.InvariantCulture, out _) => $"{option.Option.Name}: '{option.Tokens[^1].Value}' is not a whole number",
            OptionResult option when TypeOf(option) == typeof(double) && !double.TryParse(option.Tokens[^1].Value, CultureInfo.InvariantCulture, out _) => $"{option.Option.Name}: '{option.Tokens[^1].Value}' is not a number",
            OptionResult { Option.AllowMultipleArgumentsPerToken: false } option when option.Option.Arity.MaximumNumberOfValues == 1 && option.Tokens.Count > 1 => $"{option.Option.Name} is given {option.Tokens.Count} times; give it once",
            ArgumentResult { Tokens.Count: 0 } argument => $"{result.CommandResult.Command.Name} needs {argument.Argument.Name}: {argument.Argument.Description}",
            CommandResult command when command.Command.Arguments is [{ Arity.MinimumNumberOfValues: > 0 } argument] && command.Tokens.Count == 0 => $"{result.CommandResult.Command.Name} needs {argument.Name}: {argument.Description}",
            OptionResult { Tokens.Count: 0, Option.Required: true } missing => $"{result.CommandResult.Command.Name} needs {missing.Option.Name} {missing.Option.HelpName}",
            _ => error.Message,
        };
    }

    private static Type TypeOf(OptionResult option) => Nullable.GetUnderlyingType(option.Option.ValueType) ?? option.Option.ValueType;

    // A misspelt option would otherwise be taken for a file. After -- everything is one.
    private static IEnumerable<string> MistakenOptions(ParseResult result, IReadOnlyList<string> arguments)
    {
        var beforeDashes = arguments.TakeWhile(argument => argument != "--").ToHashSet();
        return result.CommandResult.Children.OfType<ArgumentResult>()
            .SelectMany(argument => argument.Tokens)
            .Where(token => token.Value.Length > 1 && token.Value[0] == '-' && beforeDashes.Contains(token.Value))
            .Select(token => UnknownOption(result, token.Value));
    }

    private static string UnknownOption(ParseResult result, string token)
    {
        var command = result.CommandResult.Command;
        var options = command.Options.Concat(result.RootCommandResult.Command.Options.Where(option => option.Recursive)).Select(option => option.Name);
        return $"there is no option '{token}'{Spelling.Suggestion(token, options)}";
    }
}
