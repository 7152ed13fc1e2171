using FlowWatch.Core.Targets;

namespace FlowWatch.Aws.Tests;

/// <summary>Targets to ask about.</summary>
internal static class TestTargets
{
    public const string Account = "444455556666";

    public static MonitoredTarget Target(string name = "production-eu", string account = Account, string region = "eu-central-1", string? role = null, string? externalId = null) => new()
    {
        Name = name,
        Environment = "production",
        Account = account,
        Region = region,
        LogGroup = "/aws/vpc/flowlogs/production",
        Role = role,
        ExternalId = externalId,
    };
}
