using FlowWatch.Core.Diagnostics;
using FlowWatch.Core.Findings;
using FlowWatch.Core.Targets;

namespace FlowWatch.Functions.Hosting;

/// <summary>Where answers about a target come from.</summary>
/// <param name="flowLogs">The flow logs.</param>
/// <param name="findings">What checks found.</param>
public sealed class QuestionSources(QuestionFlowLogs flowLogs, FindingStore findings)
{
    /// <summary>Those of a target.</summary>
    /// <param name="target">The target.</param>
    public DiagnosticSources Of(MonitoredTarget target) => new()
    {
        FlowLogs = (window, cancellationToken) => flowLogs.Source.OpenAsync(target, window!, cancellationToken),
        Findings = findings,
    };
}
