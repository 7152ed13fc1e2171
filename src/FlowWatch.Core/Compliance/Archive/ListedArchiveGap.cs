namespace FlowWatch.Core.Compliance.Archive;

/// <summary>Hours that are missing in an archive and that nothing explains by itself, as the newest report found them and with what people said since.</summary>
/// <param name="Target">Name of the target.</param>
/// <param name="Source">The flow log (<c>fl-…</c>), the Firehose stream, or the export task's prefix.</param>
/// <param name="Gap">The hours, and what is known about them.</param>
public sealed record ListedArchiveGap(string Target, string Source, ArchiveGap Gap)
{
    /// <summary>Hours from the first that is missing to the next that is there.</summary>
    public long Hours => (long)(Gap.To - Gap.From).TotalHours;
}
