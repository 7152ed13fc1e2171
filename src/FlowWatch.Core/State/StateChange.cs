namespace FlowWatch.Core.State;

/// <summary>One change of a row.</summary>
/// <param name="Key">Key of the row within the partition: see <see cref="StateNames"/>.</param>
/// <param name="Value">The new JSON text, at most <see cref="MaximumValueLength"/> characters; null deletes the row.</param>
/// <param name="Condition">What must hold for the change to be made.</param>
/// <param name="Version">The version that the row must have, for <see cref="StateCondition.HasVersion"/>.</param>
public sealed record StateChange(string Key, string? Value, StateCondition Condition, string? Version)
{
    /// <summary>The longest value in UTF-16 code units: what fits in one row of Azure Table storage with room to spare.</summary>
    public const int MaximumValueLength = 400_000;

    /// <summary>The most changes of one write: the limit of a transaction of Azure Table storage.</summary>
    public const int MaximumChanges = 100;

    /// <summary>Adds a row that must not be there yet.</summary>
    public static StateChange Insert(string key, string value) => new(key, value, StateCondition.IsAbsent, null);

    /// <summary>Replaces a row that must not have changed since it was read.</summary>
    public static StateChange Replace(StateEntry entry, string value)
    {
        ArgumentNullException.ThrowIfNull(entry);
        return new(entry.Key, value, StateCondition.HasVersion, entry.Version);
    }

    /// <summary>Writes a row whatever was there.</summary>
    public static StateChange Put(string key, string value) => new(key, value, StateCondition.None, null);

    /// <summary>Deletes a row that must not have changed since it was read.</summary>
    public static StateChange Delete(StateEntry entry)
    {
        ArgumentNullException.ThrowIfNull(entry);
        return new(entry.Key, null, StateCondition.HasVersion, entry.Version);
    }
}
