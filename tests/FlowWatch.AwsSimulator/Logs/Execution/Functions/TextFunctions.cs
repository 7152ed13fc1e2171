using System.Text;
using FlowWatch.AwsSimulator.Logs.QueryLanguage;

namespace FlowWatch.AwsSimulator.Logs.Execution.Functions;

/// <summary>Functions of text. One that lacks an argument has no value, but for <c>isempty</c> and <c>isblank</c>.</summary>
internal static class TextFunctions
{
    /// <summary>The function made executable.</summary>
    public static Evaluator Compile(CallExpression call, ExpressionCompiler compiler)
    {
        var arguments = call.Arguments.Select(compiler.Value).ToArray();
        return call.Function switch
        {
            QueryFunction.IsEmpty => Says(arguments[0], text => string.IsNullOrEmpty(text)),
            QueryFunction.IsBlank => Says(arguments[0], text => string.IsNullOrWhiteSpace(text)),
            QueryFunction.Concat => Of(arguments, texts => QueryValue.OfText(string.Concat(texts))),
            QueryFunction.LTrim => Of(arguments, texts => QueryValue.OfText(texts[0].TrimStart(Trimmed(texts)))),
            QueryFunction.RTrim => Of(arguments, texts => QueryValue.OfText(texts[0].TrimEnd(Trimmed(texts)))),
            QueryFunction.Trim => Of(arguments, texts => QueryValue.OfText(texts[0].Trim(Trimmed(texts)))),
            QueryFunction.StrLen => Of(arguments, texts => QueryValue.OfNumber(CodePoints(texts[0]))),
            QueryFunction.ToUpper => Of(arguments, texts => QueryValue.OfText(texts[0].ToUpperInvariant())),
            QueryFunction.ToLower => Of(arguments, texts => QueryValue.OfText(texts[0].ToLowerInvariant())),
            QueryFunction.Substr => Substr(arguments),
            QueryFunction.Replace => Of(arguments, texts =>
                QueryValue.OfText(texts[1].Length == 0 ? texts[0] : texts[0].Replace(texts[1], texts[2], StringComparison.Ordinal))),
            QueryFunction.StrContains => StrContains(arguments),
            QueryFunction.StartsWith => Of(arguments, texts => QueryValue.OfBoolean(texts[0].StartsWith(texts[1], StringComparison.Ordinal))),
            QueryFunction.EndsWith => Of(arguments, texts => QueryValue.OfBoolean(texts[0].EndsWith(texts[1], StringComparison.Ordinal))),
            _ => throw new ArgumentOutOfRangeException(nameof(call), call.Function, null),
        };
    }

    private static Evaluator Says(Evaluator argument, Func<string?, bool> condition) => row => QueryValue.OfBoolean(condition(argument(row).AsText()));

    private static Evaluator Of(Evaluator[] arguments, Func<string[], QueryValue> function) => row =>
    {
        var texts = new string[arguments.Length];
        for (var index = 0; index < arguments.Length; index++)
        {
            if (arguments[index](row).AsText() is not { } text) return default;
            texts[index] = text;
        }

        return function(texts);
    };

    // Without a second argument, white space; with one, the characters of it.
    private static char[]? Trimmed(string[] texts) => texts.Length == 2 ? texts[1].ToCharArray() : null;

    private static int CodePoints(string text) => text.Length - text.AsSpan().Count(char.IsHighSurrogate);

    private static int Count(this ReadOnlySpan<char> text, Func<char, bool> condition)
    {
        var count = 0;
        foreach (var one in text)
        {
            if (condition(one)) count++;
        }

        return count;
    }

    private static Evaluator Substr(Evaluator[] arguments) => row =>
    {
        if (arguments[0](row).AsText() is not { } text || !arguments[1](row).TryGetNumber(out var start)) return default;
        double length = text.Length;
        if (arguments.Length == 3 && !arguments[2](row).TryGetNumber(out length)) return default;
        var characters = text.EnumerateRunes().ToArray();
        var from = (int)Math.Clamp(start, 0, characters.Length);
        var taken = (int)Math.Clamp(length, 0, characters.Length - from);
        var part = new StringBuilder();
        foreach (var character in characters.AsSpan(from, taken)) part.Append(character.ToString());
        return QueryValue.OfText(part.ToString());
    };

    private static Evaluator StrContains(Evaluator[] arguments) => row =>
    {
        if (arguments[0](row).AsText() is not { } text || arguments[1](row).AsText() is not { } part) return default;
        var ignoresCase = arguments.Length == 3 && arguments[2](row).IsTrue;
        return QueryValue.OfBoolean(text.Contains(part, ignoresCase ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal));
    };
}
