using FlowWatch.Core.Diagnostics.Parameters;
using FlowWatch.Core.Findings;
using FlowWatch.Core.Targets;

namespace FlowWatch.Core.Diagnostics;

/// <summary>A question as it is put.</summary>
public sealed record DiagnosticRequest
{
    /// <summary>The target; null where files are asked.</summary>
    public MonitoredTarget? Target { get; init; }

    /// <summary>What is asked, for people: the name of the target, or files.</summary>
    public required IReadOnlyList<string> Scope { get; init; }

    /// <summary>The time it is about; null for everything there is.</summary>
    public TimeWindow? Window { get; init; }

    /// <summary>The values of its parameters.</summary>
    public required DiagnosticArguments Arguments { get; init; }

    /// <summary>Whether only the queries are wanted, and nothing is to be read.</summary>
    public bool IsExplained { get; init; }

    /// <summary>Whether the answer may change something in an account: never of a GET.</summary>
    public bool MayChange { get; init; }

    /// <summary>When it is put.</summary>
    public required DateTimeOffset Now { get; init; }
}
