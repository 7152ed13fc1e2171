using FlowWatch.AwsSimulator.Wire;

namespace FlowWatch.AwsSimulator.Logs;

/// <summary>CloudWatch Logs.</summary>
public sealed class SimulatedLogs : ISimulatedService
{
    private static readonly JsonProtocol Wire = new();

    internal SimulatedLogs(TimeProvider time) => Time = time;

    string ISimulatedService.SigningName => "logs";

    IWireProtocol ISimulatedService.Protocol => Wire;

    private TimeProvider Time { get; }

    Task<SimulatedResponse> ISimulatedService.AnswerAsync(SimulatedRequest request, CancellationToken cancellationToken) =>
        throw request.Failure(CommonFailure.UnknownAction, $"Unknown operation {request.Action} at {Time.GetUtcNow():O}");
}
