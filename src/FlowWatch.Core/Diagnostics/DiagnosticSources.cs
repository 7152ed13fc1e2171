using FlowWatch.Core.Accounts;
using FlowWatch.Core.Checks;
using FlowWatch.Core.Findings;

namespace FlowWatch.Core.Diagnostics;

/// <summary>Where the answers to questions come from. What is not at hand is null, and said.</summary>
public sealed record DiagnosticSources
{
    /// <summary>Opens flow logs: of a target over a window, or files. The session is the caller's to dispose.</summary>
    public Func<TimeWindow?, CancellationToken, Task<Fact<IFlowLogSession>>>? FlowLogs { get; init; }

    /// <summary>What checks have found; null where there is no state at hand.</summary>
    public FindingStore? Findings { get; init; }
}
