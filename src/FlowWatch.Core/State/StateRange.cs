namespace FlowWatch.Core.State;

/// <summary>Rows of a partition by their keys.</summary>
/// <param name="From">The first key, included; null starts at the first row.</param>
/// <param name="To">The first key that is not meant any more; null goes to the last row.</param>
/// <param name="Take">How many rows at the most; null takes all.</param>
public sealed record StateRange(string? From = null, string? To = null, int? Take = null)
{
    /// <summary>All rows.</summary>
    public static StateRange All { get; } = new();

    /// <summary>The rows whose keys begin with a text.</summary>
    public static StateRange WithPrefix(string prefix)
    {
        ArgumentException.ThrowIfNullOrEmpty(prefix);
        return new(prefix, prefix[..^1] + (char)(prefix[^1] + 1));
    }
}
