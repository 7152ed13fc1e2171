using System.Globalization;

namespace FlowWatch.Core.Queries;

/// <summary>A value that is the same for each row.</summary>
/// <param name="Value">A <see cref="long"/>, a <see cref="string"/>, or null for no value.</param>
public sealed record ConstantExpression(object? Value) : FlowExpression
{
    /// <inheritdoc/>
    public override IEnumerable<string> Names => [];

    /// <inheritdoc/>
    public override string ToString() => Value switch
    {
        null => "absent",
        string text => "'" + text.Replace("'", "''", StringComparison.Ordinal) + "'",
        _ => Convert.ToString(Value, CultureInfo.InvariantCulture)!,
    };
}
