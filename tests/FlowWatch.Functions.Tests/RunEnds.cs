using System.Collections.Concurrent;
using FlowWatch.Core.Checks;
using FlowWatch.Core.Findings;
using FlowWatch.Core.Runs;
using FlowWatch.Core.Windows;

namespace FlowWatch.Functions.Tests;

/// <summary>Lets a test wait until a run has ended.</summary>
internal sealed class RunEnds : ICheckObserver
{
    private readonly ConcurrentDictionary<string, TaskCompletionSource<RunRecord>> ends = new();

    public Task<RunRecord> Of(string id) => End(id).Task;

    public void RunStarted(RunRecord run)
    {
    }

    public void WindowJudged(RunRecord run, WindowLease lease, IReadOnlyList<Finding> findings)
    {
    }

    public void RunFinished(RunRecord run) => End(run.Id).TrySetResult(run);

    private TaskCompletionSource<RunRecord> End(string id) => ends.GetOrAdd(id, _ => new TaskCompletionSource<RunRecord>(TaskCreationOptions.RunContinuationsAsynchronously));
}
