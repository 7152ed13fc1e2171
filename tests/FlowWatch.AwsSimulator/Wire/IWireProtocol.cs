namespace FlowWatch.AwsSimulator.Wire;

/// <summary>How a service's requests name their operation and how its errors look.</summary>
internal interface IWireProtocol
{
    /// <summary>How far the time of signing may be from the server's.</summary>
    TimeSpan AllowedSkew { get; }

    /// <summary>Whether a path is signed as sent (S3) or encoded once more (everything else).</summary>
    bool SignsPathAsSent { get; }

    /// <summary>The operation's name, or null when the request names none.</summary>
    string? ActionOf(WireRequest request);

    /// <summary>The code and status that this protocol has for a failure any request may meet.</summary>
    ErrorCode CodeOf(CommonFailure failure);

    /// <summary>An error as an answer.</summary>
    SimulatedResponse Render(SimulatedServiceException error, WireRequest request, string requestId);

    /// <summary>The headers and, where the protocol wants it, the form in which an answer carries its request's id.</summary>
    string RequestIdHeader { get; }
}
