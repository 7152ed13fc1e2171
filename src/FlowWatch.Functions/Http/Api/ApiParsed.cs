namespace FlowWatch.Functions.Http.Api;

/// <summary>What came of reading the text of a parameter.</summary>
/// <param name="Value">The value.</param>
/// <param name="Error">What is wrong with the text; null where the value is good.</param>
public sealed record ApiParsed(object? Value, string? Error)
{
    /// <summary>A value.</summary>
    public static ApiParsed Good(object value) => new(value, null);

    /// <summary>No value.</summary>
    public static ApiParsed Bad(string error) => new(null, error);
}
