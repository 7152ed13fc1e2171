namespace FlowWatch.Core.State;

/// <summary>What may name a partition or a row: what every store can keep as it is, in the same order.</summary>
public static class StateNames
{
    /// <summary>The longest partition or key.</summary>
    public const int MaximumLength = 200;

    /// <summary>Refuses what is no name.</summary>
    /// <param name="name">A partition or a key.</param>
    /// <exception cref="ArgumentException">It is empty, too long, or has other characters than printable ASCII without <c>/ \ # ?</c>, which Azure Table storage forbids.</exception>
    public static void ThrowIfInvalid(string name)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        if (name.Length > MaximumLength) throw new ArgumentException($"A name in the state has at most {MaximumLength} characters; this has {name.Length}.", nameof(name));
        if (name.Any(character => character is < ' ' or > '~' or '/' or '\\' or '#' or '?')) throw new ArgumentException("A name in the state has printable ASCII characters only, and none of / \\ # ?.", nameof(name));
    }

    /// <summary>Refuses changes that no store can make.</summary>
    /// <exception cref="ArgumentException">A name is invalid or there twice, a value is too long, or there are none or too many changes.</exception>
    public static void ThrowIfInvalid(IReadOnlyList<StateChange> changes)
    {
        ArgumentNullException.ThrowIfNull(changes);
        if (changes.Count is 0 or > StateChange.MaximumChanges) throw new ArgumentException($"A write makes 1 to {StateChange.MaximumChanges} changes; this has {changes.Count}.", nameof(changes));
        foreach (var change in changes) ThrowIfInvalid(change.Key);
        if (changes.Any(change => change.Value?.Length > StateChange.MaximumValueLength)) throw new ArgumentException($"A value has at most {StateChange.MaximumValueLength} characters.", nameof(changes));
        if (changes.Sum(change => change.Value?.Length ?? 0) > StateChange.MaximumWriteLength) throw new ArgumentException($"The values of a write have at most {StateChange.MaximumWriteLength} characters together.", nameof(changes));
        if (changes.Select(change => change.Key).Distinct(StringComparer.Ordinal).Count() < changes.Count) throw new ArgumentException("A write changes each row once.", nameof(changes));
    }
}
