using Amazon.IdentityManagement.Model;
using Amazon.Compat.Protocol;
using Amazon.Runtime;
using Amazon.Runtime.Endpoints;
using Amazon.Runtime.Internal;

namespace Amazon.IdentityManagement;

/// <summary>Identity and Access Management (IAM).</summary>
public class AmazonIdentityManagementServiceClient : AmazonServiceClient, IAmazonIdentityManagementService
{
    private static readonly ServiceErrors Errors = new ServiceErrors(typeof(AmazonIdentityManagementServiceException))
        .With<InvalidInputException>("InvalidInput")
        .With<NoSuchEntityException>("NoSuchEntity")
        .With<PolicyEvaluationException>("PolicyEvaluation")
        .With<ServiceFailureException>("ServiceFailure");

    private static readonly QueryService Service = new("Amazon.IdentityManagement", "2010-05-08", Errors);

    private static readonly QueryOperation<GetPolicyResponse> GetPolicy = new(Service, "GetPolicy", ["InvalidInput", "NoSuchEntity", "ServiceFailure"]);

    private static readonly QueryOperation<GetPolicyVersionResponse> GetPolicyVersion = new(Service, "GetPolicyVersion", ["InvalidInput", "NoSuchEntity", "ServiceFailure"]);

    private static readonly QueryOperation<GetRoleResponse> GetRole = new(Service, "GetRole", ["NoSuchEntity", "ServiceFailure"]);

    private static readonly QueryOperation<GetRolePolicyResponse> GetRolePolicy = new(Service, "GetRolePolicy", ["NoSuchEntity", "ServiceFailure"]);

    private static readonly QueryOperation<ListAttachedRolePoliciesResponse> ListAttachedRolePolicies = new(Service, "ListAttachedRolePolicies", ["InvalidInput", "NoSuchEntity", "ServiceFailure"]);

    private static readonly QueryOperation<ListRolePoliciesResponse> ListRolePolicies = new(Service, "ListRolePolicies", ["NoSuchEntity", "ServiceFailure"]);

    private static readonly QueryOperation<SimulatePrincipalPolicyResponse> SimulatePrincipalPolicy = new(Service, "SimulatePrincipalPolicy", ["InvalidInput", "NoSuchEntity", "PolicyEvaluation"]);

    public AmazonIdentityManagementServiceClient()
        : base(new AmazonIdentityManagementServiceConfig())
    {
    }

    public AmazonIdentityManagementServiceClient(RegionEndpoint region)
        : base(new AmazonIdentityManagementServiceConfig { RegionEndpoint = region })
    {
    }

    public AmazonIdentityManagementServiceClient(AmazonIdentityManagementServiceConfig config)
        : base(config)
    {
    }

    public AmazonIdentityManagementServiceClient(AWSCredentials credentials)
        : this(credentials, new AmazonIdentityManagementServiceConfig())
    {
    }

    public AmazonIdentityManagementServiceClient(AWSCredentials credentials, RegionEndpoint region)
        : this(credentials, new AmazonIdentityManagementServiceConfig { RegionEndpoint = region })
    {
    }

    public AmazonIdentityManagementServiceClient(AWSCredentials credentials, AmazonIdentityManagementServiceConfig clientConfig)
        : base(credentials, clientConfig)
    {
    }

    IClientConfig IAmazonService.Config => Config;

    protected override IServiceMetadata ServiceMetadata { get; } = new ClientMetadata("IAM");

    public virtual Task<GetPolicyResponse> GetPolicyAsync(GetPolicyRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync<GetPolicyResponse>(request, GetPolicy.Options, cancellationToken);

    public virtual Task<GetPolicyVersionResponse> GetPolicyVersionAsync(GetPolicyVersionRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync<GetPolicyVersionResponse>(request, GetPolicyVersion.Options, cancellationToken);

    public virtual Task<GetRoleResponse> GetRoleAsync(GetRoleRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync<GetRoleResponse>(request, GetRole.Options, cancellationToken);

    public virtual Task<GetRolePolicyResponse> GetRolePolicyAsync(GetRolePolicyRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync<GetRolePolicyResponse>(request, GetRolePolicy.Options, cancellationToken);

    public virtual Task<ListAttachedRolePoliciesResponse> ListAttachedRolePoliciesAsync(ListAttachedRolePoliciesRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync<ListAttachedRolePoliciesResponse>(request, ListAttachedRolePolicies.Options, cancellationToken);

    public virtual Task<ListRolePoliciesResponse> ListRolePoliciesAsync(ListRolePoliciesRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync<ListRolePoliciesResponse>(request, ListRolePolicies.Options, cancellationToken);

    public virtual Task<SimulatePrincipalPolicyResponse> SimulatePrincipalPolicyAsync(SimulatePrincipalPolicyRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync<SimulatePrincipalPolicyResponse>(request, SimulatePrincipalPolicy.Options, cancellationToken);

    public Endpoint DetermineServiceOperationEndpoint(AmazonWebServiceRequest request) =>
        Config.DetermineServiceOperationEndpoint(new ServiceOperationEndpointParameters(request));

    protected override void CustomizeRuntimePipeline(RuntimePipeline pipeline) => ClientPipeline.Customize(pipeline);
}
