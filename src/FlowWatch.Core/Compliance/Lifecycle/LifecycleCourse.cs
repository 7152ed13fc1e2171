namespace FlowWatch.Core.Compliance.Lifecycle;

/// <summary>What becomes of objects of one sort: those under one prefix, of sizes in one range.</summary>
public sealed record LifecycleCourse
{
    /// <summary>What their keys begin with.</summary>
    public required string Prefix { get; init; }

    /// <summary>A size of the range, in bytes.</summary>
    public required long Size { get; init; }

    /// <summary>Their moves, the first first; only those that happen: an object never moves to a class that is not colder.</summary>
    public required IReadOnlyList<LifecycleStep> Steps { get; init; }

    /// <summary>Days after which they expire, by the earliest rule; null where they never do by age.</summary>
    public int? ExpiresAfter { get; init; }

    /// <summary>The rule that expires them.</summary>
    public string? ExpiryRule { get; init; }

    /// <summary>Days after which an old version is deleted, by the earliest rule; null where it never is.</summary>
    public int? OldVersionsGoAfter { get; init; }

    /// <summary>Rules that move or expire them on a date, which is no matter of their age.</summary>
    public required IReadOnlyList<string> DatedRules { get; init; }

    /// <summary>The first day on which they are in a class; null where they never are.</summary>
    public LifecycleStep? FirstIn(string storageClass) => Steps.FirstOrDefault(step => step.StorageClass == storageClass && !(step.Day >= ExpiresAfter));

    /// <summary>Which objects, in words.</summary>
    public string Words => $"objects under {(Prefix.Length == 0 ? "the whole bucket" : Prefix)}{(Size < LifecycleArithmetic.SmallObject ? $" of {Size:N0} bytes" : "")}";
}
