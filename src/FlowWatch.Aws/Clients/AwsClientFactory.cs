using Amazon;
using Amazon.Runtime;
using Amazon.Runtime.Internal;
using FlowWatch.Aws.Credentials;

namespace FlowWatch.Aws.Clients;

/// <summary>
/// Makes clients that all behave alike. Endpoints, proxies, FIPS, dual stack and retry mode are left to the SDK, which takes them from
/// environment and profile (<c>AWS_ENDPOINT_URL</c>, <c>AWS_ENDPOINT_URL_CLOUDWATCH_LOGS</c>, <c>AWS_RETRY_MODE</c>, …).
/// </summary>
/// <param name="options">How they behave.</param>
internal sealed class AwsClientFactory(AwsClientOptions options)
{
    // What AWS answers when a session is no good any more, whatever it was asked for.
    private static readonly HashSet<string> EndedSession = ["ExpiredToken", "ExpiredTokenException", "InvalidClientTokenId", "InvalidAccessKeyId", "UnrecognizedClientException", "InvalidToken"];

    /// <summary>Sets up a client's configuration.</summary>
    /// <typeparam name="T">The service's configuration.</typeparam>
    /// <param name="config">A new configuration.</param>
    /// <param name="region">The region: <c>eu-central-1</c>.</param>
    /// <param name="retries">Whether the SDK repeats what failed; no where the caller does.</param>
    public T Configure<T>(T config, string region, bool retries = true)
        where T : ClientConfig
    {
        if (options.Endpoint is { } endpoint) config.ServiceURL = endpoint.ToString();
        else config.RegionEndpoint = RegionEndpoint.GetBySystemName(region);

        // For an address that names no region, also one from the environment, the SDK would sign for us-east-1.
        if (config.ServiceURL is not null) config.AuthenticationRegion = region;
        config.ConnectTimeout = options.ConnectTimeout;
        config.Timeout = options.AnswerTimeout;
        config.MaxConnectionsPerServer = options.ConnectionsPerHost;

        // Beside its retries, the SDK sends again at once, ten times by default, what went over a connection that broke, though AWS may have
        // carried it out: alerts would come several times, queries run unseen. A broken connection counts as an attempt like any other.
        config.MaxStaleConnectionRetries = 0;

        // The user's own choice goes before; reading the property would not tell it from the SDK's default.
        if (!retries) config.MaxErrorRetry = 0;
        else if (FallbackInternalConfigurationFactory.MaxAttempts is null) config.MaxErrorRetry = options.Attempts - 1;
        return config;
    }

    /// <summary>Makes a client name FlowWatch to AWS, and drop a session that AWS refuses.</summary>
    /// <typeparam name="T">The client.</typeparam>
    /// <param name="client">A new client.</param>
    /// <param name="credentials">What it signs with.</param>
    public T Introduce<T>(T client, AWSCredentials credentials)
        where T : AmazonServiceClient
    {
        client.BeforeRequestEvent += (_, arguments) =>
        {
            if (arguments is WebServiceRequestEventArgs { Request: IAmazonWebServiceRequest request }) request.UserAgentDetails.AddUserAgentComponent(options.UserAgent);
        };
        if (credentials is RenewingCredentials renewing)
        {
            client.ExceptionEvent += (_, arguments) =>
            {
                if (arguments is WebServiceExceptionEventArgs { Exception: AmazonServiceException { ErrorCode: { } code } } && EndedSession.Contains(code)) renewing.Forget(code);
            };
        }

        return client;
    }
}
