namespace FlowWatch.Core.Dashboard;

/// <summary>A day of the archive.</summary>
/// <param name="Day">The day, UTC.</param>
/// <param name="State">The worst of its hours.</param>
public sealed record ArchiveDay(DateOnly Day, ArchiveDayState State);
