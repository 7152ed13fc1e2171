namespace FlowWatch.Cli.Tests.Commands;

/// <summary>One run of the demo, for all tests of a class.</summary>
public sealed class DemoRun : IAsyncLifetime
{
    private CommandRun? run;

    /// <summary>The folder that it wrote its reports to.</summary>
    internal TemporaryFolder Folder { get; } = new();

    /// <summary>What came of it.</summary>
    internal CommandRun Run => run ?? throw new InvalidOperationException("The demo has not run yet.");

    /// <summary>What it says of compliance.</summary>
    internal string Compliance => Run.Output[Run.Output.IndexOf("Compliance ·", StringComparison.Ordinal)..];

    public async Task InitializeAsync() => run = await CommandRun.OfAsync("demo", "--output", Folder.File("report.html"));

    public Task DisposeAsync()
    {
        Folder.Dispose();
        return Task.CompletedTask;
    }
}
