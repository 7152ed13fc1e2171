namespace FlowWatch.Core.Suppressions;

/// <summary>What became of an attempt to add a suppression.</summary>
public enum SuppressionAddition
{
    /// <summary>It was added and applies from the next window that is judged.</summary>
    Added,

    /// <summary>There is one of that name for the same targets already.</summary>
    NameTaken,

    /// <summary>There are <see cref="SuppressionStore.Most"/> already.</summary>
    TooMany,
}
