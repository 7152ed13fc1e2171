using Microsoft.Azure.Functions.Worker;

namespace FlowWatch.Cli.Tests.Serve;

/// <summary>The one timer of this assembly.</summary>
internal sealed class ProbedTimer(TimerProbe probe)
{
    public const string Name = "Probe";

    public const string Schedule = "0 */10 * * * *";

    [Function(Name)]
    public Task RunAsync([TimerTrigger(Schedule)] TimerInfo timer, CancellationToken cancellationToken) => probe.RunAsync(timer.IsPastDue, cancellationToken);
}
