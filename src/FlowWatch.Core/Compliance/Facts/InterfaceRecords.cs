namespace FlowWatch.Core.Compliance.Facts;

/// <summary>Records of one network interface in a stretch of time.</summary>
/// <param name="InterfaceId">Its id.</param>
/// <param name="Records">All records, NODATA and SKIPDATA among them.</param>
/// <param name="NoData">Records that say that there was no traffic.</param>
/// <param name="SkipData">Records that say that traffic was lost to them.</param>
public sealed record InterfaceRecords(string InterfaceId, long Records, long NoData, long SkipData);
