namespace FlowWatch.Core.Compliance.Reports.Chain;

/// <summary>What can be wrong with a chain of reports.</summary>
public enum ChainProblemKind
{
    /// <summary>A report is not what its hash says, or not what is remembered of it: somebody changed it.</summary>
    Changed,

    /// <summary>A report is not there, though a later one or the state knows of it.</summary>
    Missing,

    /// <summary>A report is not chained to the one before it, or is not the one that its name says.</summary>
    OutOfOrder,

    /// <summary>A report cannot be read.</summary>
    Unreadable,

    /// <summary>A file that is no report lies among them.</summary>
    Foreign,
}
