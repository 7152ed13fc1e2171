using FlowWatch.Core.Accounts;
using FlowWatch.Core.Compliance.Facts;
using FlowWatch.Core.Runs;
using FlowWatch.Core.Windows;

namespace FlowWatch.Core.Diagnostics.Pipeline;

/// <summary>What was found about the way of a target's flow logs: from the network to the findings.</summary>
public sealed record PipelineFacts
{
    /// <summary>What AWS tells: flow logs, role, log group, events, delays. Nothing of the archive.</summary>
    public required ComplianceFacts Account { get; init; }

    /// <summary>The latest runs of checks, the newest first.</summary>
    public required Fact<IReadOnlyList<RunRecord>> Runs { get; init; }

    /// <summary>What waits to be judged, by check.</summary>
    public required IReadOnlyDictionary<string, Fact<LedgerSummary>> Ledgers { get; init; }

    /// <summary>The topics that alerts go to, by ARN.</summary>
    public required IReadOnlyDictionary<string, Fact<TopicDetails>> Topics { get; init; }
}
