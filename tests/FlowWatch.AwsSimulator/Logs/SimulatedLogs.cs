using System.Collections.Concurrent;
using FlowWatch.AwsSimulator.Logs.Operations;
using FlowWatch.AwsSimulator.Wire;

namespace FlowWatch.AwsSimulator.Logs;

/// <summary>CloudWatch Logs, with Logs Insights queries that are executed from their text.</summary>
public sealed class SimulatedLogs : ISimulatedService
{
    private static readonly JsonProtocol Wire = new();

    private readonly ConcurrentDictionary<(string Account, string Region), SimulatedLogsRegion> regions = new();
    private readonly TimeProvider time;
    private readonly QueryRegistry registry;
    private readonly QueryOperations queries;
    private readonly DescribeOperations describe;
    private readonly FilterOperations filter;
    private readonly DefinitionOperations definitions = new();

    internal SimulatedLogs(TimeProvider time)
    {
        this.time = time;
        registry = new(Options);
        queries = new(registry, Options);
        describe = new(Options);
        filter = new(Options);
    }

    string ISimulatedService.SigningName => "logs";

    IWireProtocol ISimulatedService.Protocol => Wire;

    /// <summary>The quotas, and how queries go.</summary>
    public SimulatedLogsOptions Options { get; } = new();

    /// <summary>The queries started, oldest first; no more than <see cref="SimulatedLogsOptions.QueriesKept"/>.</summary>
    public IReadOnlyList<SimulatedQuery> Queries => registry.All;

    /// <summary>What queries did so far.</summary>
    public LogsCounters Counters => registry.Counters;

    /// <summary>What is there for an account in a region.</summary>
    public SimulatedLogsRegion In(string account, string region) =>
        regions.GetOrAdd((account, region), key => new SimulatedLogsRegion(key.Account, key.Region, time));

    Task<SimulatedResponse> ISimulatedService.AnswerAsync(SimulatedRequest request, CancellationToken cancellationToken)
    {
        var region = In(request.Account, request.Region);
        return Task.FromResult(request.Action switch
        {
            "StartQuery" => queries.Start(request, region),
            "GetQueryResults" => queries.Results(request, region),
            "StopQuery" => queries.Stop(request, region),
            "DescribeLogGroups" => describe.LogGroups(request, region),
            "DescribeLogStreams" => describe.LogStreams(request, region),
            "DescribeSubscriptionFilters" => describe.SubscriptionFilters(request, region),
            "DescribeExportTasks" => describe.ExportTasks(request, region),
            "FilterLogEvents" => filter.Filter(request, region),
            "PutQueryDefinition" => definitions.Put(request, region),
            "DescribeQueryDefinitions" => DefinitionOperations.Describe(request, region),
            _ => throw request.Failure(CommonFailure.UnknownAction, $"The simulator has no operation {request.Action} of CloudWatch Logs."),
        });
    }
}
