using Amazon.SimpleNotificationService.Model;
using Amazon.Compat.Protocol;
using Amazon.Runtime;
using Amazon.Runtime.Endpoints;
using Amazon.Runtime.Internal;

namespace Amazon.SimpleNotificationService;

/// <summary>Simple Notification Service (SNS).</summary>
public class AmazonSimpleNotificationServiceClient : AmazonServiceClient, IAmazonSimpleNotificationService
{
    private static readonly ServiceErrors Errors = new ServiceErrors(typeof(AmazonSimpleNotificationServiceException))
        .With<AuthorizationErrorException>("AuthorizationError")
        .With<BatchEntryIdsNotDistinctException>("BatchEntryIdsNotDistinct")
        .With<BatchRequestTooLongException>("BatchRequestTooLong")
        .With<EmptyBatchRequestException>("EmptyBatchRequest")
        .With<EndpointDisabledException>("EndpointDisabled")
        .With<InternalErrorException>("InternalError")
        .With<InvalidBatchEntryIdException>("InvalidBatchEntryId")
        .With<InvalidParameterException>("InvalidParameter")
        .With<InvalidParameterValueException>("ParameterValueInvalid")
        .With<InvalidSecurityException>("InvalidSecurity")
        .With<KMSAccessDeniedException>("KMSAccessDenied")
        .With<KMSDisabledException>("KMSDisabled")
        .With<KMSInvalidStateException>("KMSInvalidState")
        .With<KMSNotFoundException>("KMSNotFound")
        .With<KMSOptInRequiredException>("KMSOptInRequired")
        .With<KMSThrottlingException>("KMSThrottling")
        .With<NotFoundException>("NotFound")
        .With<PlatformApplicationDisabledException>("PlatformApplicationDisabled")
        .With<TooManyEntriesInBatchRequestException>("TooManyEntriesInBatchRequest")
        .With<ValidationException>("ValidationException");

    private static readonly QueryService Service = new("Amazon.SimpleNotificationService", "2010-03-31", Errors);

    private static readonly QueryOperation<GetTopicAttributesResponse> GetTopicAttributes = new(Service, "GetTopicAttributes", ["AuthorizationError", "InternalError", "InvalidParameter", "InvalidSecurity", "NotFound"]);

    private static readonly QueryOperation<ListSubscriptionsByTopicResponse> ListSubscriptionsByTopic = new(Service, "ListSubscriptionsByTopic", ["AuthorizationError", "InternalError", "InvalidParameter", "NotFound"]);

    private static readonly QueryOperation<PublishResponse> Publish = new(Service, "Publish", ["AuthorizationError", "EndpointDisabled", "InternalError", "InvalidParameter", "ParameterValueInvalid", "InvalidSecurity", "KMSAccessDenied", "KMSDisabled", "KMSInvalidState", "KMSNotFound", "KMSOptInRequired", "KMSThrottling", "NotFound", "PlatformApplicationDisabled", "ValidationException"]);

    private static readonly QueryOperation<PublishBatchResponse> PublishBatch = new(Service, "PublishBatch", ["AuthorizationError", "BatchEntryIdsNotDistinct", "BatchRequestTooLong", "EmptyBatchRequest", "EndpointDisabled", "InternalError", "InvalidBatchEntryId", "InvalidParameter", "ParameterValueInvalid", "InvalidSecurity", "KMSAccessDenied", "KMSDisabled", "KMSInvalidState", "KMSNotFound", "KMSOptInRequired", "KMSThrottling", "NotFound", "PlatformApplicationDisabled", "TooManyEntriesInBatchRequest", "ValidationException"]);

    public AmazonSimpleNotificationServiceClient()
        : base(new AmazonSimpleNotificationServiceConfig())
    {
    }

    public AmazonSimpleNotificationServiceClient(RegionEndpoint region)
        : base(new AmazonSimpleNotificationServiceConfig { RegionEndpoint = region })
    {
    }

    public AmazonSimpleNotificationServiceClient(AmazonSimpleNotificationServiceConfig config)
        : base(config)
    {
    }

    public AmazonSimpleNotificationServiceClient(AWSCredentials credentials)
        : this(credentials, new AmazonSimpleNotificationServiceConfig())
    {
    }

    public AmazonSimpleNotificationServiceClient(AWSCredentials credentials, RegionEndpoint region)
        : this(credentials, new AmazonSimpleNotificationServiceConfig { RegionEndpoint = region })
    {
    }

    public AmazonSimpleNotificationServiceClient(AWSCredentials credentials, AmazonSimpleNotificationServiceConfig clientConfig)
        : base(credentials, clientConfig)
    {
    }

    IClientConfig IAmazonService.Config => Config;

    protected override IServiceMetadata ServiceMetadata { get; } = new ClientMetadata("SNS");

    public virtual Task<GetTopicAttributesResponse> GetTopicAttributesAsync(GetTopicAttributesRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync<GetTopicAttributesResponse>(request, GetTopicAttributes.Options, cancellationToken);

    public virtual Task<ListSubscriptionsByTopicResponse> ListSubscriptionsByTopicAsync(ListSubscriptionsByTopicRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync<ListSubscriptionsByTopicResponse>(request, ListSubscriptionsByTopic.Options, cancellationToken);

    public virtual Task<PublishResponse> PublishAsync(PublishRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync<PublishResponse>(request, Publish.Options, cancellationToken);

    public virtual Task<PublishBatchResponse> PublishBatchAsync(PublishBatchRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync<PublishBatchResponse>(request, PublishBatch.Options, cancellationToken);

    public Endpoint DetermineServiceOperationEndpoint(AmazonWebServiceRequest request) =>
        Config.DetermineServiceOperationEndpoint(new ServiceOperationEndpointParameters(request));

    protected override void CustomizeRuntimePipeline(RuntimePipeline pipeline) => ClientPipeline.Customize(pipeline);
}
