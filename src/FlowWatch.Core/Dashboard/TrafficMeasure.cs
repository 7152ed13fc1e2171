namespace FlowWatch.Core.Dashboard;

/// <summary>What a chart of traffic counts.</summary>
public enum TrafficMeasure
{
    /// <summary>Bytes that were recorded.</summary>
    Bytes,

    /// <summary>Records of refused connections.</summary>
    Refused,
}
