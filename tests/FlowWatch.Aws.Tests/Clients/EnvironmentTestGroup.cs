namespace FlowWatch.Aws.Tests.Clients;

/// <summary>Tests that change the environment of this process: one at a time, and nothing beside them.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public class EnvironmentTestGroup
{
    public const string Name = "environment";
}
