using FlowWatch.Core.Accounts;
using FlowWatch.Core.Checks;
using FlowWatch.Core.Findings;
using FlowWatch.Core.Targets;

namespace FlowWatch.Functions.Tests;

/// <summary>Flow logs that cannot be opened, or not before the test says so.</summary>
internal sealed class ScriptedSource : IFlowLogSource
{
    private readonly TaskCompletionSource opening = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Ends once a window is being opened.</summary>
    public Task Opening => opening.Task;

    /// <summary>Whether opening waits until it is cancelled.</summary>
    public bool Hangs { get; init; }

    public async Task<Fact<IFlowLogSession>> OpenAsync(MonitoredTarget target, TimeWindow window, CancellationToken cancellationToken)
    {
        opening.TrySetResult();
        if (Hangs) await new TaskCompletionSource().Task.WaitAsync(cancellationToken);
        return new FactFailure(FactFailureKind.AccessDenied, "logs:StartQuery", target.LogGroup, "not authorized.");
    }

    public Task<Fact<IReadOnlyList<TimeWindow>>> LateAsync(MonitoredTarget target, IReadOnlyList<(TimeWindow Window, DateTimeOffset ArrivedUntil)> windows, CancellationToken cancellationToken) =>
        Task.FromResult(Facts.Known<IReadOnlyList<TimeWindow>>([]));

    public Task<Fact<ArrivalDelays>> DelaysAsync(MonitoredTarget target, TimeWindow window, CancellationToken cancellationToken) =>
        Task.FromResult<Fact<ArrivalDelays>>(new FactFailure(FactFailureKind.AccessDenied, "logs:StartQuery", target.LogGroup, "not authorized."));
}
