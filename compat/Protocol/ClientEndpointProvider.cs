using Amazon.Runtime;
using Amazon.Runtime.Endpoints;
using Amazon.Runtime.Internal.Endpoints.StandardLibrary;

namespace Amazon.Compat.Protocol;

/// <summary>
/// The endpoint of a service: the one that was set (in code, by AWS_ENDPOINT_URL or its form for the service, or in a profile: the
/// configuration reads them all), else <c>prefix.region.suffix</c>. IAM is one service per partition and signs for one region.
/// </summary>
internal sealed class ClientEndpointProvider(string prefix, bool isGlobal = false) : IEndpointProvider
{
    public Endpoint ResolveEndpoint(EndpointParameters parameters)
    {
        var given = (ClientEndpointParameters)parameters;
        if (!string.IsNullOrEmpty(given.Endpoint))
        {
            if (given.UseFips) throw new AmazonClientException("Invalid Configuration: FIPS and custom endpoint are not supported");
            if (given.UseDualStack) throw new AmazonClientException("Invalid Configuration: Dualstack and custom endpoint are not supported");
            return new Endpoint(given.Endpoint);
        }

        if (string.IsNullOrEmpty(given.Region)) throw new AmazonClientException("Invalid Configuration: Missing Region");
        var partition = Fn.Partition(given.Region);
        if (isGlobal && !given.UseDualStack && Global(partition.name, given.UseFips) is { } global) return global;

        // The GovCloud regions are FIPS endpoints under their plain names.
        var host = given.UseFips && (given.UseDualStack || partition.name != "aws-us-gov") ? $"{prefix}-fips" : prefix;
        return new Endpoint($"https://{host}.{given.Region}.{(given.UseDualStack ? partition.dualStackDnsSuffix : partition.dnsSuffix)}");
    }

    private Endpoint Global(string partition, bool useFips) => (partition, useFips) switch
    {
        ("aws", false) => SignedFor($"https://{prefix}.amazonaws.com", "us-east-1"),
        ("aws", true) => SignedFor($"https://{prefix}-fips.amazonaws.com", "us-east-1"),
        ("aws-cn", false) => SignedFor($"https://{prefix}.cn-north-1.amazonaws.com.cn", "cn-north-1"),
        ("aws-us-gov", _) => SignedFor($"https://{prefix}.us-gov.amazonaws.com", "us-gov-west-1"),
        ("aws-iso", false) => SignedFor($"https://{prefix}.us-iso-east-1.c2s.ic.gov", "us-iso-east-1"),
        ("aws-iso-b", false) => SignedFor($"https://{prefix}.us-isob-east-1.sc2s.sgov.gov", "us-isob-east-1"),
        _ => null,
    };

    private Endpoint SignedFor(string url, string region) =>
        new(url, $$"""{"authSchemes":[{"name":"sigv4","signingName":"{{prefix}}","signingRegion":"{{region}}"}]}""", null);
}
