namespace FlowWatch.Core.Accounts;

/// <summary>A lifecycle rule. It holds for objects that fit everything that its filter names.</summary>
public sealed record LifecycleRule
{
    /// <summary>Its id; empty where it has none.</summary>
    public required string Id { get; init; }

    /// <summary>Whether it is carried out.</summary>
    public required bool IsEnabled { get; init; }

    /// <summary>What the keys begin with; empty for all.</summary>
    public string Prefix { get; init; } = "";

    /// <summary>The tags that an object must have, all of them; empty for any object.</summary>
    public IReadOnlyDictionary<string, string> Tags { get; init; } = new Dictionary<string, string>();

    /// <summary>Objects must be larger than this, in bytes; null for any.</summary>
    public long? SizeGreaterThan { get; init; }

    /// <summary>Objects must be smaller than this, in bytes; null for any.</summary>
    public long? SizeLessThan { get; init; }

    /// <summary>When objects move to other classes.</summary>
    public IReadOnlyList<LifecycleTransition> Transitions { get; init; } = [];

    /// <summary>When objects expire; null where they do not by this rule.</summary>
    public LifecycleExpiration? Expiration { get; init; }

    /// <summary>When old versions move to other classes.</summary>
    public IReadOnlyList<NoncurrentTransition> NoncurrentTransitions { get; init; } = [];

    /// <summary>When old versions are deleted; null where they are not by this rule.</summary>
    public NoncurrentExpiration? NoncurrentExpiration { get; init; }

    /// <summary>After how many days an upload that was begun and not finished is given up; null where it is not by this rule.</summary>
    public int? AbortIncompleteMultipartDays { get; init; }
}
