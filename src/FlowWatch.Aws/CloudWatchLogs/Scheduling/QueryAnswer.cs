using Amazon.CloudWatchLogs.Model;

namespace FlowWatch.Aws.CloudWatchLogs.Scheduling;

/// <summary>What GetQueryResults says, in FlowWatch's terms.</summary>
internal static class QueryAnswer
{
    // Points at a log event; nothing here reads events one by one, and it is longer than most rows.
    private const string Pointer = "@ptr";

    /// <summary>The rows. Only those of a complete query may be read: a running one gives those found so far.</summary>
    public static IReadOnlyList<IReadOnlyDictionary<string, string>> Rows(GetQueryResultsResponse response)
    {
        // Ten thousand rows repeat the same few names.
        Dictionary<string, string> names = [];
        return [.. (response.Results ?? []).Select(row => Row(row, names))];
    }

    /// <summary>What was read so far.</summary>
    public static InsightsStatistics Statistics(GetQueryResultsResponse response) => response.Statistics is { } statistics
        ? new InsightsStatistics(Whole(statistics.BytesScanned), Whole(statistics.RecordsScanned), Whole(statistics.RecordsMatched))
        : InsightsStatistics.None;

    private static Dictionary<string, string> Row(List<ResultField> fields, Dictionary<string, string> names)
    {
        Dictionary<string, string> row = new(fields.Count, StringComparer.Ordinal);
        foreach (var field in fields)
        {
            if (field.Field is null or Pointer || field.Value is null) continue;
            if (!names.TryGetValue(field.Field, out var name)) names[field.Field] = name = field.Field;
            row[name] = field.Value;
        }

        return row;
    }

    private static long Whole(double? number) => number is > 0 and < long.MaxValue ? (long)number : 0;
}
