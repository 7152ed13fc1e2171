using System.Collections.Concurrent;
using FlowWatch.AwsSimulator.Wire;

namespace FlowWatch.AwsSimulator.Ec2;

/// <summary>Amazon EC2: DescribeFlowLogs, DescribeVpcs, DescribeSubnets, DescribeNetworkInterfaces.</summary>
public sealed class SimulatedEc2 : ISimulatedService
{
    private readonly ConcurrentDictionary<(string Account, string Region), SimulatedEc2Region> regions = new();

    internal SimulatedEc2()
    {
    }

    string ISimulatedService.SigningName => "ec2";

    IWireProtocol ISimulatedService.Protocol { get; } = new Ec2Protocol();

    /// <summary>The most resources in one answer, also where more are asked for; 1,000 by default. Fewer make pages without many resources.</summary>
    public int LargestPage { get; set; } = 1000;

    /// <summary>What is there for an account in a region.</summary>
    public SimulatedEc2Region In(string account, string region) =>
        regions.GetOrAdd((account, region), key => new SimulatedEc2Region(key.Account, key.Region));

    Task<SimulatedResponse> ISimulatedService.AnswerAsync(SimulatedRequest request, CancellationToken cancellationToken)
    {
        if (!DescribeOperation.ByName.TryGetValue(request.Action, out var operation))
        {
            throw request.Failure(CommonFailure.UnknownAction, $"The action {request.Action} is not valid for this web service.");
        }

        // The describe operations know no resources: permission is for all or for none.
        request.Demand("ec2:" + request.Action, "*");
        return Task.FromResult(operation.Answer(request, In(request.Account, request.Region), LargestPage));
    }
}
