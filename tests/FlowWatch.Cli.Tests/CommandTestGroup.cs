namespace FlowWatch.Cli.Tests;

/// <summary>Tests that run the command share one generated input, and run one after the other on the machine's few cores.</summary>
[CollectionDefinition(Name)]
public sealed class CommandTestGroup : ICollectionFixture<GeneratedTraffic>
{
    public const string Name = "command";
}
