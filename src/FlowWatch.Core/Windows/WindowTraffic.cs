namespace FlowWatch.Core.Windows;

/// <summary>What the flow logs tell of a window itself, without what is read before it.</summary>
/// <param name="Records">Records that started in it, NODATA and SKIPDATA included.</param>
/// <param name="Bytes">Bytes of those records. What two interfaces recorded counts for both.</param>
/// <param name="Refused">
/// Records of refused connections (action REJECT, from the side that opened); a record stands for one 5-tuple on one interface and
/// aggregation interval. Null where the flow logs have no action.
/// </param>
public sealed record WindowTraffic(long Records, long Bytes, long? Refused);
