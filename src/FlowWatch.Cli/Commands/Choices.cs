using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;

namespace FlowWatch.Cli.Commands;

/// <summary>Options and arguments that take one of a few words, in any case, or a number within bounds.</summary>
internal static class Choices
{
    /// <summary>Takes only these words, offers them for completion, and names them in the error.</summary>
    public static T Among<T>(this T option, params string[] words)
        where T : Option
    {
        option.CompletionSources.Add(words);
        option.Validators.Add(result => Check(result, option.Name, result.Tokens, words));
        return option;
    }

    /// <summary>Takes only these words, offers them for completion, and names them in the error.</summary>
    public static Argument<string> Among(this Argument<string> argument, params string[] words)
    {
        argument.CompletionSources.Add(words);
        argument.Validators.Add(result => Check(result, argument.Name, result.Tokens, words));
        return argument;
    }

    /// <summary>Takes only numbers within bounds, and names these in the error.</summary>
    public static Option<int> Between(this Option<int> option, int least, int most)
    {
        option.Validators.Add(result =>
        {
            // What is no number at all is an error already.
            var outside = result.Tokens.Where(token => int.TryParse(token.Value, CultureInfo.InvariantCulture, out var number) && (number < least || number > most));
            foreach (var token in outside) result.AddError(string.Create(CultureInfo.InvariantCulture, $"{option.Name}: '{token.Value}' is not a number from {least} to {most}"));
        });
        return option;
    }

    private static void Check(SymbolResult result, string name, IEnumerable<Token> tokens, string[] words)
    {
        foreach (var token in tokens.Where(token => !words.Contains(token.Value, StringComparer.OrdinalIgnoreCase)))
        {
            result.AddError($"{name}: '{token.Value}' is not one of {string.Join(", ", words)}");
        }
    }
}
