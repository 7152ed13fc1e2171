using FlowWatch.Core.Accounts;
using FlowWatch.Core.Checks;
using FlowWatch.Core.Findings;
using FlowWatch.Core.Targets;
using FlowWatch.Local.Folders;

namespace FlowWatch.Functions.Tests;

/// <summary>Flow logs that open only when the test says so: those of a folder, or none.</summary>
internal sealed class SlowSource : IFlowLogSource, IDisposable
{
    private readonly SemaphoreSlim opened = new(0);
    private readonly TaskCompletionSource released = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly FolderFlowLogSource folders = new();

    /// <summary>The folder that opens; null refuses.</summary>
    public string? Folder { get; init; }

    /// <summary>Ends once so many are being opened.</summary>
    public async Task Opened(int count)
    {
        for (var number = 0; number < count; number++) await opened.WaitAsync();
    }

    public void Dispose()
    {
        opened.Dispose();
        folders.Dispose();
    }

    public void Release() => released.TrySetResult();

    public async Task<Fact<IFlowLogSession>> OpenAsync(MonitoredTarget target, TimeWindow window, CancellationToken cancellationToken)
    {
        opened.Release();
        await released.Task.WaitAsync(cancellationToken);
        return Folder is null ? new FactFailure(FactFailureKind.AccessDenied, "logs:StartQuery", target.LogGroup, "not authorized.") : await folders.OpenAsync(target with { Folder = Folder }, window, cancellationToken);
    }

    public Task<Fact<IReadOnlyList<TimeWindow>>> LateAsync(MonitoredTarget target, IReadOnlyList<(TimeWindow Window, DateTimeOffset ArrivedUntil)> windows, CancellationToken cancellationToken) =>
        Task.FromResult(Facts.Known<IReadOnlyList<TimeWindow>>([]));

    public Task<Fact<ArrivalDelays>> DelaysAsync(MonitoredTarget target, TimeWindow window, CancellationToken cancellationToken) =>
        Task.FromResult<Fact<ArrivalDelays>>(new FactFailure(FactFailureKind.AccessDenied, "logs:StartQuery", target.LogGroup, "not authorized."));
}
