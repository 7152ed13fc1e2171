namespace FlowWatch.AwsSimulator.Wire;

/// <summary>
/// One AWS service. The request it gets is signed rightly (or unsigned where the service allows that) and has met no fault;
/// what the principal may do, the service asks with <see cref="SimulatedRequest.Demand"/>.
/// </summary>
internal interface ISimulatedService
{
    /// <summary>The service's name in a signature's scope, such as <c>logs</c>.</summary>
    string SigningName { get; }

    /// <summary>The service's name in IAM actions, where it is another.</summary>
    string PermissionPrefix => SigningName;

    /// <summary>How its requests and errors look.</summary>
    IWireProtocol Protocol { get; }

    /// <summary>Whether an operation takes requests that are not signed.</summary>
    bool TakesUnsigned(string action) => false;

    /// <summary>Answers a request.</summary>
    /// <exception cref="SimulatedServiceException">The service refuses.</exception>
    Task<SimulatedResponse> AnswerAsync(SimulatedRequest request, CancellationToken cancellationToken);
}
