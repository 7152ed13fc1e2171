using FlowWatch.Aws.Clients;
using FlowWatch.Aws.CloudWatchLogs;
using FlowWatch.Core.Accounts;
using FlowWatch.Core.Targets;

namespace FlowWatch.Aws;

/// <summary>Gives the saved queries of targets' accounts: apart from what reads an account, because saving writes into it.</summary>
/// <param name="clients">The clients of the deployment.</param>
public sealed class AwsQueryDefinitions(AwsClients clients)
{
    /// <summary>Those of a target's account and region.</summary>
    /// <param name="target">The target.</param>
    public IQueryDefinitions Of(MonitoredTarget target) => new QueryDefinitions(clients.Logs(target));
}
