namespace FlowWatch.Core.Queries;

/// <summary>What it took to ask a cloud service that charges for queries.</summary>
public sealed record CloudQueryUsage
{
    /// <summary>Queries that were started, those that failed or were tried again among them.</summary>
    public required long QueriesStarted { get; init; }

    /// <summary>Bytes of log events that they read.</summary>
    public required long BytesScanned { get; init; }

    /// <summary>Log events that they read.</summary>
    public required long RecordsScanned { get; init; }

    /// <summary>Log events that their conditions let through.</summary>
    public required long RecordsMatched { get; init; }

    /// <summary>What they are estimated to cost, in US dollars.</summary>
    public required decimal EstimatedCost { get; init; }

    /// <summary>How long they waited for their turn, added up; several wait at once.</summary>
    public required TimeSpan Waited { get; init; }

    /// <summary>What several took together; null where none was asked.</summary>
    public static CloudQueryUsage? Total(IEnumerable<CloudQueryUsage?> parts)
    {
        ArgumentNullException.ThrowIfNull(parts);
        return parts.OfType<CloudQueryUsage>().Aggregate((CloudQueryUsage?)null, (sum, part) => sum is null ? part : new CloudQueryUsage
        {
            QueriesStarted = sum.QueriesStarted + part.QueriesStarted,
            BytesScanned = sum.BytesScanned + part.BytesScanned,
            RecordsScanned = sum.RecordsScanned + part.RecordsScanned,
            RecordsMatched = sum.RecordsMatched + part.RecordsMatched,
            EstimatedCost = sum.EstimatedCost + part.EstimatedCost,
            Waited = sum.Waited + part.Waited,
        });
    }
}
