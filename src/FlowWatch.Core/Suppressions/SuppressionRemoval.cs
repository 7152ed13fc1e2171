namespace FlowWatch.Core.Suppressions;

/// <summary>What became of an attempt to remove a suppression.</summary>
public enum SuppressionRemoval
{
    /// <summary>It is gone; findings it held back are open again from the next window that is judged.</summary>
    Removed,

    /// <summary>There is none of that id.</summary>
    NotFound,

    /// <summary>It is not the version that was meant.</summary>
    Changed,
}
