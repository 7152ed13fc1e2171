namespace FlowWatch.Compat.Tests;

/// <summary>Tests that set variables of the process: beside no others.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public class EnvironmentVariables
{
    public const string Name = "environment";
}
