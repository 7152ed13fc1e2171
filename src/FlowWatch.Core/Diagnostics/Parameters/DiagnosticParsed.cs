namespace FlowWatch.Core.Diagnostics.Parameters;

/// <summary>What came of reading the text of a parameter.</summary>
/// <param name="Value">The value; null where the text is no good.</param>
/// <param name="Error">What is wrong with the text; null where the value is good.</param>
public sealed record DiagnosticParsed(object? Value, string? Error)
{
    /// <summary>A value.</summary>
    public static DiagnosticParsed Good(object value) => new(value, null);

    /// <summary>No value.</summary>
    public static DiagnosticParsed Bad(string error) => new(null, error);
}
