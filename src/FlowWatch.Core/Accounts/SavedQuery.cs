namespace FlowWatch.Core.Accounts;

/// <summary>A query that is saved in an account, for people to find in the Logs Insights console.</summary>
/// <param name="Name">Its name, with folders before slashes: <c>FlowWatch/top-sources</c>.</param>
/// <param name="Text">The query, in Logs Insights QL.</param>
/// <param name="LogGroups">Names of the log groups it is asked of.</param>
public sealed record SavedQuery(string Name, string Text, IReadOnlyList<string> LogGroups)
{
    /// <summary>The longest text that AWS saves, in characters (API reference, PutQueryDefinition).</summary>
    public const int LongestText = 10_000;

    /// <summary>The id that AWS gave it; null where it was never saved.</summary>
    public string? Id { get; init; }

    /// <summary>Whether another says the same, whatever its id.</summary>
    /// <param name="other">The other.</param>
    public bool SaysTheSameAs(SavedQuery other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return Name == other.Name && Text.Trim() == other.Text.Trim() && LogGroups.Order(StringComparer.Ordinal).SequenceEqual(other.LogGroups.Order(StringComparer.Ordinal));
    }
}
