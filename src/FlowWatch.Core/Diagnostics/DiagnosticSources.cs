using FlowWatch.Core.Accounts;
using FlowWatch.Core.Checks;
using FlowWatch.Core.Findings;
using FlowWatch.Core.Runs;
using FlowWatch.Core.Windows;

namespace FlowWatch.Core.Diagnostics;

/// <summary>Where the answers to questions come from. What is not at hand is null, and said.</summary>
public sealed record DiagnosticSources
{
    /// <summary>Opens flow logs: of a target over a window, or files. The session is the caller's to dispose.</summary>
    public Func<TimeWindow?, CancellationToken, Task<Fact<IFlowLogSession>>>? FlowLogs { get; init; }

    /// <summary>Reads accounts; null where none is at hand.</summary>
    public IAccountReaders? Accounts { get; init; }

    /// <summary>Whether objects of archives may be restored.</summary>
    public bool IsRestoreEnabled { get; init; }

    /// <summary>Asks flow logs of targets; null where none is at hand.</summary>
    public IFlowLogSource? Source { get; init; }

    /// <summary>The runs of checks; null where there is no state at hand.</summary>
    public RunStore? Runs { get; init; }

    /// <summary>The ledger of windows; null where there is no state at hand.</summary>
    public WindowLedger? Ledger { get; init; }

    /// <summary>How time is cut; null where there is no state at hand.</summary>
    public CheckRunnerOptions? Options { get; init; }

    /// <summary>Tells the time.</summary>
    public TimeProvider? Time { get; init; }

    /// <summary>What checks have found; null where there is no state at hand.</summary>
    public FindingStore? Findings { get; init; }
}
