using FlowWatch.Core.Accounts;
using FlowWatch.Core.Findings;
using FlowWatch.Core.FlowLogs;

namespace FlowWatch.Core.Checks;

/// <summary>What a check learned of one target in one window.</summary>
public sealed record TargetJudgement
{
    /// <summary>Name of the target.</summary>
    public required string Target { get; init; }

    /// <summary>The window that was judged.</summary>
    public required TimeWindow Window { get; init; }

    /// <summary>What was learned; null where nothing could be looked at.</summary>
    public ScanReport? Report { get; init; }

    /// <summary>Why nothing could be looked at (NotVerified), in words; null where something was.</summary>
    public string? NotVerified { get; init; }

    /// <summary>Why the target's flow logs could not be opened, or why their service answered no query; null where it did, or where something else went wrong.</summary>
    public FactFailure? Failure { get; init; }

    /// <summary>How the lines of its flow log are written, as AWS has it; null where that is not known, or there are several formats.</summary>
    public FlowLogFormat? Format { get; init; }

    /// <summary>Time of arrival up to which records were counted.</summary>
    public required DateTimeOffset ArrivedUntil { get; init; }
}
