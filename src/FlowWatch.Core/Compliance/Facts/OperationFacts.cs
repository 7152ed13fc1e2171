using FlowWatch.Core.Accounts;
using FlowWatch.Core.Alerts;
using FlowWatch.Core.Findings;
using FlowWatch.Core.Runs;
using FlowWatch.Core.Windows;

namespace FlowWatch.Core.Compliance.Facts;

/// <summary>What FlowWatch itself did about a target, from its own state.</summary>
public sealed record OperationFacts
{
    /// <summary>The stretch that the runs are of.</summary>
    public required TimeWindow Window { get; init; }

    /// <summary>The runs of that stretch by check (<c>anomaly</c>, <c>security</c>), the oldest first. Runs cover all targets.</summary>
    public required IReadOnlyDictionary<string, Fact<IReadOnlyList<RunRecord>>> Runs { get; init; }

    /// <summary>How each check cuts its time.</summary>
    public required IReadOnlyDictionary<string, WindowOptions> Schedules { get; init; }

    /// <summary>The windows of that stretch by check, the oldest first.</summary>
    public required IReadOnlyDictionary<string, Fact<IReadOnlyList<WindowRow>>> Windows { get; init; }

    /// <summary>What is due and what is old by check, at the time of the judgement.</summary>
    public required IReadOnlyDictionary<string, Fact<LedgerSummary>> Ledgers { get; init; }

    /// <summary>The topics of the target, by ARN.</summary>
    public required IReadOnlyDictionary<string, Fact<TopicDetails>> Topics { get; init; }

    /// <summary>The last alert of each topic that was sent through every part on purpose.</summary>
    public required Fact<IReadOnlyList<AlertTestRecord>> AlertTests { get; init; }

    /// <summary>Findings of that stretch, the oldest first, with what is needed to tell whether their evidence can be read still.</summary>
    public required Fact<IReadOnlyList<StoredFinding>> Findings { get; init; }

    /// <summary>The suppressions of the target: of the configuration, and those that were added.</summary>
    public required Fact<IReadOnlyList<Suppression>> Suppressions { get; init; }
}
