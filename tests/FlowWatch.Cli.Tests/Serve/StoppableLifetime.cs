using Microsoft.Extensions.Hosting;

namespace FlowWatch.Cli.Tests.Serve;

/// <summary>A host that has started, unless the test says otherwise, and begins to stop when the test says so.</summary>
internal sealed class StoppableLifetime : IHostApplicationLifetime, IDisposable
{
    private readonly CancellationTokenSource stopping = new();

    public CancellationToken ApplicationStarted { get; init; } = new(canceled: true);

    public CancellationToken ApplicationStopping => stopping.Token;

    public CancellationToken ApplicationStopped => CancellationToken.None;

    public void StopApplication() => stopping.Cancel();

    public void Dispose() => stopping.Dispose();
}
