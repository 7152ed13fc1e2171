namespace FlowWatch.Core.State;

/// <summary>One change of a row.</summary>
/// <param name="Key">Key of the row within the partition: see <see cref="StateNames"/>.</param>
/// <param name="Value">The new JSON text, at most <see cref="MaximumValueLength"/> characters; null deletes the row.</param>
/// <param name="Condition">What must hold for the change to be made.</param>
/// <param name="Version">The version that the row must have, for <see cref="StateCondition.HasVersion"/>.</param>
public sealed record StateChange(string Key, string? Value, StateCondition Condition, string? Version)
{
    /// <summary>The longest value in UTF-16 code units: what fits in one row of Azure Table storage (1 MiB) even where each is sent as \u and four digits.</summary>
    public const int MaximumValueLength = 150_000;

    /// <summary>The most changes of one write: the limit of a transaction of Azure Table storage.</summary>
    public const int MaximumChanges = 100;

    /// <summary>The most characters of all values of one write: a transaction of Azure Table storage has at most 4 MiB, and a character can take six bytes.</summary>
    public const int MaximumWriteLength = 600_000;

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

    /// <summary>Splits changes that need not be made together into writes that a store can make, in the same order.</summary>
    public static IEnumerable<IReadOnlyList<StateChange>> Writes(IEnumerable<StateChange> changes)
    {
        ArgumentNullException.ThrowIfNull(changes);
        var write = new List<StateChange>();
        var length = 0;
        foreach (var change in changes)
        {
            var added = change.Value?.Length ?? 0;
            if (write.Count == MaximumChanges || (write.Count > 0 && length + added > MaximumWriteLength))
            {
                yield return write;
                (write, length) = ([], 0);
            }

            write.Add(change);
            length += added;
        }

        if (write.Count > 0) yield return write;
    }

    /// <summary>Deletes a row that must not have changed since it was read.</summary>
    public static StateChange Delete(StateEntry entry)
    {
        ArgumentNullException.ThrowIfNull(entry);
        return new(entry.Key, null, StateCondition.HasVersion, entry.Version);
    }
}
