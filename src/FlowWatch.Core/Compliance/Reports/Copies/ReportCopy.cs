namespace FlowWatch.Core.Compliance.Reports.Copies;

/// <summary>A copy of a report in an archive bucket.</summary>
/// <param name="Key">Its key.</param>
/// <param name="WasThere">Whether it was there before: put by a run whose answer got lost, or by another host.</param>
/// <param name="Encryption">How S3 says that it encrypted the copy; null where the copy was there before.</param>
public sealed record ReportCopy(string Key, bool WasThere, string? Encryption);
