using System.Xml.Linq;
using FlowWatch.AwsSimulator.Wire;

namespace FlowWatch.AwsSimulator.Sts;

/// <summary>AWS Security Token Service.</summary>
public sealed class SimulatedSts : ISimulatedService
{
    private static readonly QueryProtocol Wire = new("https://sts.amazonaws.com/doc/2011-06-15/");

    internal SimulatedSts()
    {
    }

    string ISimulatedService.SigningName => "sts";

    IWireProtocol ISimulatedService.Protocol => Wire;

    Task<SimulatedResponse> ISimulatedService.AnswerAsync(SimulatedRequest request, CancellationToken cancellationToken) =>
        Task.FromResult(request.Action switch
        {
            "GetCallerIdentity" => GetCallerIdentity(request),
            _ => throw request.Failure(CommonFailure.UnknownAction, $"Could not find operation {request.Action} for version 2011-06-15"),
        });

    // Needs no permission, and no policy can take it away.
    private static SimulatedResponse GetCallerIdentity(SimulatedRequest request) => Wire.Answer(request,
        new XElement("Arn", request.Principal.Arn),
        new XElement("UserId", request.Principal.UserId),
        new XElement("Account", request.Account));
}
