using Amazon.Runtime;
using Amazon.Runtime.Endpoints;
using Amazon.Runtime.Internal;
using Amazon.Util;

namespace Amazon.Compat.Protocol;

/// <summary>The step of the pipeline that finds the endpoint.</summary>
internal sealed class ClientEndpointResolver : BaseEndpointResolver
{
    protected override EndpointParameters MapEndpointsParameters(IRequestContext requestContext)
    {
        var config = (ClientConfig)requestContext.ClientConfig;
        return new ClientEndpointParameters
        {
            Region = Region(requestContext.Request.AlternateEndpoint, config),
            UseDualStack = config.UseDualstackEndpoint,
            UseFips = config.UseFIPSEndpoint,
            Endpoint = config.ServiceURL,
        };
    }

    protected override void ServiceSpecificHandler(IExecutionContext executionContext, EndpointParameters parameters) =>
        InjectHostPrefix(executionContext.RequestContext);

    private static string Region(RegionEndpoint alternate, ClientConfig config)
    {
        if (alternate is not null) return alternate.SystemName;
        if (config.RegionEndpoint is { } region) return region.SystemName;
        if (string.IsNullOrEmpty(config.ServiceURL)) return null;
        return string.IsNullOrEmpty(config.AuthenticationRegion)
            ? RegionEndpoint.GetBySystemName(AWSSDKUtils.DetermineRegion(config.ServiceURL)).SystemName
            : config.AuthenticationRegion;
    }
}
