namespace FlowWatch.Core.Accounts;

/// <summary>
/// When objects expire: after days, at a date, or not at all (then only delete markers without old versions go). In a bucket with
/// versioning, an expired object gets a delete marker and stays as an old version.
/// </summary>
/// <param name="Days">Days after an object was written.</param>
/// <param name="Date">The day on which all objects expire that are there.</param>
/// <param name="RemovesLoneDeleteMarkers">Whether a delete marker goes when no old version is behind it.</param>
public sealed record LifecycleExpiration(int? Days, DateTimeOffset? Date, bool RemovesLoneDeleteMarkers);
