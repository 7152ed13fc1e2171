using System.Diagnostics.CodeAnalysis;
using System.Net;
using FlowWatch.Core.Configuration;

namespace FlowWatch.Core.Diagnostics.Parameters;

/// <summary>The values of a question's parameters, each as its kind says.</summary>
public sealed class DiagnosticArguments
{
    private readonly IReadOnlyDictionary<string, object> values;

    private DiagnosticArguments(IReadOnlyDictionary<string, object> values) => this.values = values;

    /// <summary>Reads texts. Everything that is wrong is told at once.</summary>
    /// <param name="parameters">The parameters there are.</param>
    /// <param name="texts">The texts by name; names in any case.</param>
    /// <param name="errors">What is wrong, by name of the parameter; then the arguments are not to be used.</param>
    public static DiagnosticArguments Read(IReadOnlyList<DiagnosticParameter> parameters, IReadOnlyDictionary<string, string> texts, out IReadOnlyDictionary<string, string> errors)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        ArgumentNullException.ThrowIfNull(texts);
        var values = new Dictionary<string, object>(StringComparer.OrdinalIgnoreCase);
        var wrong = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var (name, text) in texts)
        {
            if (parameters.FirstOrDefault(one => one.Name.Equals(name, StringComparison.OrdinalIgnoreCase)) is not { } parameter)
            {
                wrong[name] = $"unknown{Spelling.Suggestion(name, parameters.Select(one => one.Name))}; there are {string.Join(", ", parameters.Select(one => one.Name))}";
            }
            else if (parameter.Parse(text) is { Value: { } value })
            {
                values[parameter.Name] = value;
            }
            else
            {
                wrong[parameter.Name] = parameter.Parse(text).Error!;
            }
        }

        foreach (var missing in parameters.Where(one => one.IsRequired && !values.ContainsKey(one.Name) && !wrong.ContainsKey(one.Name))) wrong[missing.Name] = "missing";
        if (values.ContainsKey(DiagnosticParameters.Since.Name) && values.ContainsKey(DiagnosticParameters.From.Name)) wrong[DiagnosticParameters.Since.Name] = "says the same as from; give one of them";
        errors = wrong;
        return new DiagnosticArguments(values);
    }

    /// <summary>Arguments of texts that are known to be good.</summary>
    /// <param name="question">The question.</param>
    /// <param name="texts">The texts.</param>
    /// <exception cref="ArgumentException">One is not; the message names it.</exception>
    public static DiagnosticArguments Of(DiagnosticQuestion question, params IReadOnlyList<(string Name, string Text)> texts)
    {
        ArgumentNullException.ThrowIfNull(question);
        var arguments = Read(question.Parameters, texts.ToDictionary(one => one.Name, one => one.Text, StringComparer.OrdinalIgnoreCase), out var errors);
        return errors.Count == 0 ? arguments : throw new ArgumentException(string.Join("; ", errors.Select(error => $"{error.Key}: {error.Value}")), nameof(texts));
    }

    /// <summary>A text: of an address, a choice, a text.</summary>
    public string? Text(DiagnosticParameter parameter) => Value<string>(parameter);

    /// <summary>A number, where it was given.</summary>
    public long? Number(DiagnosticParameter parameter) => TryGet(parameter, out var value) ? (long)value : null;

    /// <summary>A number of a parameter that every question may have by that name: <c>top</c>.</summary>
    public int Top(int usual) => values.TryGetValue("top", out var value) ? (int)(long)value : usual;

    /// <summary>A network, where it was given.</summary>
    public IPNetwork? Network(DiagnosticParameter parameter) => TryGet(parameter, out var value) ? (IPNetwork)value : null;

    /// <summary>A length of time, where it was given.</summary>
    public TimeSpan? Length(DiagnosticParameter parameter) => TryGet(parameter, out var value) ? (TimeSpan)value : null;

    /// <summary>An instant, where it was given.</summary>
    public DateTimeOffset? Instant(DiagnosticParameter parameter) => TryGet(parameter, out var value) ? (DateTimeOffset)value : null;

    /// <summary>Whether a flag was given as true.</summary>
    public bool Flag(DiagnosticParameter parameter) => TryGet(parameter, out var value) && (bool)value;

    private T? Value<T>(DiagnosticParameter parameter)
        where T : class => TryGet(parameter, out var value) ? (T)value : null;

    private bool TryGet(DiagnosticParameter parameter, [MaybeNullWhen(false)] out object value)
    {
        ArgumentNullException.ThrowIfNull(parameter);
        return values.TryGetValue(parameter.Name, out value);
    }
}
