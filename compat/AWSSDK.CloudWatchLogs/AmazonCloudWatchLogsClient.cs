using Amazon.CloudWatchLogs.Model;
using Amazon.Compat.Protocol;
using Amazon.Runtime;
using Amazon.Runtime.Endpoints;
using Amazon.Runtime.Internal;

namespace Amazon.CloudWatchLogs;

/// <summary>CloudWatch Logs.</summary>
public class AmazonCloudWatchLogsClient : AmazonServiceClient, IAmazonCloudWatchLogs
{
    private static readonly ServiceErrors Errors = new ServiceErrors(typeof(AmazonCloudWatchLogsException))
        .With<InvalidParameterException>("InvalidParameterException")
        .With<LimitExceededException>("LimitExceededException")
        .With<MalformedQueryException>("MalformedQueryException")
        .With<ResourceNotFoundException>("ResourceNotFoundException")
        .With<ServiceUnavailableException>("ServiceUnavailableException");

    private static readonly JsonService Service = new("Amazon.CloudWatchLogs", "Logs_20140328", "2014-03-28", Errors);

    private static readonly JsonOperation<DescribeExportTasksResponse> DescribeExportTasks = new(Service, "DescribeExportTasks", ["InvalidParameterException", "ServiceUnavailableException"]);

    private static readonly JsonOperation<DescribeLogGroupsResponse> DescribeLogGroups = new(Service, "DescribeLogGroups", ["InvalidParameterException", "ServiceUnavailableException"]);

    private static readonly JsonOperation<DescribeLogStreamsResponse> DescribeLogStreams = new(Service, "DescribeLogStreams", ["InvalidParameterException", "ResourceNotFoundException", "ServiceUnavailableException"]);

    private static readonly JsonOperation<DescribeQueryDefinitionsResponse> DescribeQueryDefinitions = new(Service, "DescribeQueryDefinitions", ["InvalidParameterException", "ServiceUnavailableException"]);

    private static readonly JsonOperation<DescribeSubscriptionFiltersResponse> DescribeSubscriptionFilters = new(Service, "DescribeSubscriptionFilters", ["InvalidParameterException", "ResourceNotFoundException", "ServiceUnavailableException"]);

    private static readonly JsonOperation<FilterLogEventsResponse> FilterLogEvents = new(Service, "FilterLogEvents", ["InvalidParameterException", "ResourceNotFoundException", "ServiceUnavailableException"]);

    private static readonly JsonOperation<GetQueryResultsResponse> GetQueryResults = new(Service, "GetQueryResults", ["InvalidParameterException", "ResourceNotFoundException", "ServiceUnavailableException"]);

    private static readonly JsonOperation<PutQueryDefinitionResponse> PutQueryDefinition = new(Service, "PutQueryDefinition", ["InvalidParameterException", "LimitExceededException", "ResourceNotFoundException", "ServiceUnavailableException"]);

    private static readonly JsonOperation<StartQueryResponse> StartQuery = new(Service, "StartQuery", ["InvalidParameterException", "LimitExceededException", "MalformedQueryException", "ResourceNotFoundException", "ServiceUnavailableException"]);

    private static readonly JsonOperation<StopQueryResponse> StopQuery = new(Service, "StopQuery", ["InvalidParameterException", "ResourceNotFoundException", "ServiceUnavailableException"]);

    public AmazonCloudWatchLogsClient()
        : base(new AmazonCloudWatchLogsConfig())
    {
    }

    public AmazonCloudWatchLogsClient(RegionEndpoint region)
        : base(new AmazonCloudWatchLogsConfig { RegionEndpoint = region })
    {
    }

    public AmazonCloudWatchLogsClient(AmazonCloudWatchLogsConfig config)
        : base(config)
    {
    }

    public AmazonCloudWatchLogsClient(AWSCredentials credentials)
        : this(credentials, new AmazonCloudWatchLogsConfig())
    {
    }

    public AmazonCloudWatchLogsClient(AWSCredentials credentials, RegionEndpoint region)
        : this(credentials, new AmazonCloudWatchLogsConfig { RegionEndpoint = region })
    {
    }

    public AmazonCloudWatchLogsClient(AWSCredentials credentials, AmazonCloudWatchLogsConfig clientConfig)
        : base(credentials, clientConfig)
    {
    }

    IClientConfig IAmazonService.Config => Config;

    protected override IServiceMetadata ServiceMetadata { get; } = new ClientMetadata("CloudWatch Logs");

    public virtual Task<DescribeExportTasksResponse> DescribeExportTasksAsync(DescribeExportTasksRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync<DescribeExportTasksResponse>(request, DescribeExportTasks.Options, cancellationToken);

    public virtual Task<DescribeLogGroupsResponse> DescribeLogGroupsAsync(DescribeLogGroupsRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync<DescribeLogGroupsResponse>(request, DescribeLogGroups.Options, cancellationToken);

    public virtual Task<DescribeLogGroupsResponse> DescribeLogGroupsAsync(CancellationToken cancellationToken = default) =>
        DescribeLogGroupsAsync(new DescribeLogGroupsRequest(), cancellationToken);

    public virtual Task<DescribeLogStreamsResponse> DescribeLogStreamsAsync(DescribeLogStreamsRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync<DescribeLogStreamsResponse>(request, DescribeLogStreams.Options, cancellationToken);

    public virtual Task<DescribeQueryDefinitionsResponse> DescribeQueryDefinitionsAsync(DescribeQueryDefinitionsRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync<DescribeQueryDefinitionsResponse>(request, DescribeQueryDefinitions.Options, cancellationToken);

    public virtual Task<DescribeSubscriptionFiltersResponse> DescribeSubscriptionFiltersAsync(DescribeSubscriptionFiltersRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync<DescribeSubscriptionFiltersResponse>(request, DescribeSubscriptionFilters.Options, cancellationToken);

    public virtual Task<FilterLogEventsResponse> FilterLogEventsAsync(FilterLogEventsRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync<FilterLogEventsResponse>(request, FilterLogEvents.Options, cancellationToken);

    public virtual Task<GetQueryResultsResponse> GetQueryResultsAsync(GetQueryResultsRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync<GetQueryResultsResponse>(request, GetQueryResults.Options, cancellationToken);

    public virtual Task<PutQueryDefinitionResponse> PutQueryDefinitionAsync(PutQueryDefinitionRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync<PutQueryDefinitionResponse>(request, PutQueryDefinition.Options, cancellationToken);

    public virtual Task<StartQueryResponse> StartQueryAsync(StartQueryRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync<StartQueryResponse>(request, StartQuery.Options, cancellationToken);

    public virtual Task<StopQueryResponse> StopQueryAsync(StopQueryRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync<StopQueryResponse>(request, StopQuery.Options, cancellationToken);

    public Endpoint DetermineServiceOperationEndpoint(AmazonWebServiceRequest request) =>
        Config.DetermineServiceOperationEndpoint(new ServiceOperationEndpointParameters(request));

    protected override void CustomizeRuntimePipeline(RuntimePipeline pipeline) => ClientPipeline.Customize(pipeline);
}
