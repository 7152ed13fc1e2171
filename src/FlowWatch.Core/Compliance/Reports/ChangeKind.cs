namespace FlowWatch.Core.Compliance.Reports;

/// <summary>How a result differs from that of an earlier report, what matters most first.</summary>
public enum ChangeKind
{
    /// <summary>It is worse than before, or new and not as it must be.</summary>
    Worse,

    /// <summary>It is better than before.</summary>
    Better,

    /// <summary>It was not in the earlier report, or there was nothing to judge, and nothing is wrong with it.</summary>
    New,

    /// <summary>It is not in the later report any more: the resource, the target or the control is gone, or there is nothing to judge any more.</summary>
    Gone,
}
