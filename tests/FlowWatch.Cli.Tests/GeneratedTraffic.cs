using FlowWatch.Local.Generation;

namespace FlowWatch.Cli.Tests;

/// <summary>An hour of traffic with every kind of incident in it, made once by the command itself.</summary>
public sealed class GeneratedTraffic : IAsyncLifetime, IDisposable
{
    private readonly TemporaryFolder folder = new();

    public string Log => folder.File("flows.log");

    /// <summary>An hour with little in it but one sweep of hosts, for tests that need some finding but not every kind.</summary>
    public string Sweep => folder.File("sweep.log");

    public string Benign => folder.File("benign.log");

    public GroundTruth Truth => GroundTruth.Read(folder.File("truth.json"));

    public async Task InitializeAsync()
    {
        Assert.Equal(0, (await CommandRun.OfAsync("generate", "--duration", "1h", "--rate", "2", "--hosts", "20", "-o", Log, "--truth", folder.File("truth.json"))).ExitCode);
        Assert.Equal(0, (await CommandRun.OfAsync("generate", "--rate", "0.2", "--hosts", "16", "--only", "HostSweep", "-o", Sweep)).ExitCode);
        Assert.Equal(0, (await CommandRun.OfAsync("generate", "--duration", "5m", "--rate", "2", "--hosts", "20", "--benign", "-o", Benign)).ExitCode);
    }

    public Task DisposeAsync() => Task.CompletedTask;

    public void Dispose() => folder.Dispose();
}
