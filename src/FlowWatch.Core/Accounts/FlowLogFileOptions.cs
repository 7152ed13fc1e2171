namespace FlowWatch.Core.Accounts;

/// <summary>How a flow log lays out its files in S3.</summary>
/// <param name="Format">Lines or Parquet.</param>
/// <param name="HiveCompatible">Whether folders are named <c>year=2026/month=01/…</c>.</param>
/// <param name="PerHour">Whether each hour has a folder of its own, not only each day.</param>
public sealed record FlowLogFileOptions(ArchiveFileFormat Format, bool HiveCompatible, bool PerHour);
