namespace FlowWatch.Aws.Clients;

/// <summary>How the clients of AWS services behave.</summary>
public sealed record AwsClientOptions
{
    /// <summary>What FlowWatch calls itself to AWS, in CloudTrail's <c>userAgent</c>: <c>FlowWatch/1.2.3</c>.</summary>
    public required string UserAgent { get; init; }

    /// <summary>How long a connection may take to be made. Default: 5 seconds.</summary>
    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How long an answer may take to begin, for each attempt. Default: 30 seconds.</summary>
    public TimeSpan AnswerTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// Attempts of a call in all, with growing pauses between them, where neither AWS_MAX_ATTEMPTS nor the profile says otherwise. Default: 4.
    /// </summary>
    public int Attempts { get; init; } = 4;

    /// <summary>Connections to one host; further calls wait. All accounts of a region share a service's host. Default: 100.</summary>
    public int ConnectionsPerHost { get; init; } = 100;

    /// <summary>
    /// One address in place of all services' own, as <c>AWS_ENDPOINT_URL</c> gives; it goes before that. Default: none, so environment and
    /// profile decide.
    /// </summary>
    public Uri? Endpoint { get; init; }
}
