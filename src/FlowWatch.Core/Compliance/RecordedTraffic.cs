using FlowWatch.Core.Accounts;

namespace FlowWatch.Core.Compliance;

/// <summary>Which traffic flow logs record together: one for accepted and one for rejected traffic are as good as one for both.</summary>
/// <param name="FlowLogs">Those that count: active, and not failing to deliver.</param>
/// <param name="HasAccepted">Whether accepted traffic is recorded.</param>
/// <param name="HasRejected">Whether rejected traffic is recorded.</param>
internal sealed record RecordedTraffic(IReadOnlyList<FlowLogConfiguration> FlowLogs, bool HasAccepted, bool HasRejected)
{
    /// <summary>Whether both are.</summary>
    public bool IsAll => HasAccepted && HasRejected;

    /// <summary>What is recorded, in words.</summary>
    public string Words => (HasAccepted, HasRejected) switch
    {
        (true, true) => "all traffic",
        (true, false) => "accepted traffic only",
        (false, true) => "rejected traffic only",
        _ => "no traffic",
    };

    /// <summary>What flow logs record of something that has several ids: an interface by its own, its subnet's and its VPC's.</summary>
    /// <param name="flowLogs">The flow logs.</param>
    /// <param name="resourceIds">The ids.</param>
    public static RecordedTraffic Of(IEnumerable<FlowLogConfiguration> flowLogs, params IReadOnlyList<string> resourceIds)
    {
        var counting = flowLogs.Where(flowLog => resourceIds.Contains(flowLog.ResourceId) && flowLog is { IsActive: true, DeliveryStatus: not FlowLogDeliveryStatus.Failed }).ToList();
        return new RecordedTraffic(
            counting,
            counting.Exists(flowLog => flowLog.TrafficType is FlowLogTrafficType.All or FlowLogTrafficType.Accept),
            counting.Exists(flowLog => flowLog.TrafficType is FlowLogTrafficType.All or FlowLogTrafficType.Reject));
    }
}
