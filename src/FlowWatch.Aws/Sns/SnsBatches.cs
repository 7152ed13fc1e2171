namespace FlowWatch.Aws.Sns;

/// <summary>Puts entries together into as few requests as SNS allows, in their order.</summary>
internal static class SnsBatches
{
    public static IEnumerable<IReadOnlyList<SnsEntry>> Of(IEnumerable<SnsEntry> entries)
    {
        var batch = new List<SnsEntry>();
        var bytes = 0;
        foreach (var entry in entries)
        {
            if (batch.Count > 0 && (batch.Count == SnsLimits.BatchEntries || bytes + entry.Bytes > SnsLimits.MessageBytes))
            {
                yield return batch;
                batch = [];
                bytes = 0;
            }

            batch.Add(entry);
            bytes += entry.Bytes;
        }

        if (batch.Count > 0) yield return batch;
    }
}
