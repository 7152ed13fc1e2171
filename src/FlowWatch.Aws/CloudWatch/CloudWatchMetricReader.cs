using Amazon.CloudWatch;
using Amazon.CloudWatch.Model;
using FlowWatch.Core.Accounts;

namespace FlowWatch.Aws.CloudWatch;

/// <summary>Reads the metrics of the account and region that a client is for.</summary>
/// <param name="client">The client; whoever made it disposes of it.</param>
internal sealed class CloudWatchMetricReader(IAmazonCloudWatch client) : IMetricReader
{
    private const string Action = "cloudwatch:GetMetricData";

    private const string SeriesId = "series";

    public Task<Fact<MetricSeries>> ReadAsync(MetricQuery query, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(query.Period, TimeSpan.FromMinutes(1));
        ArgumentOutOfRangeException.ThrowIfNotEqual(query.Period.Ticks % TimeSpan.TicksPerMinute, 0);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(query.To, query.From);
        var resource = AwsErrorText.Clean(query.ToString());
        return FactLookup.AskAsync(Action, resource, () => AskAsync(query, resource, cancellationToken), cancellationToken);
    }

    private async Task<Fact<MetricSeries>> AskAsync(MetricQuery query, string resource, CancellationToken cancellationToken)
    {
        // By time: a point that two pages have is one.
        var points = new SortedDictionary<DateTimeOffset, double>();
        var notes = new List<string>();
        StatusCode? status = null;
        string? token = null;
        do
        {
            var response = await client.GetMetricDataAsync(Request(query, token), cancellationToken).ConfigureAwait(false);
            notes.AddRange(Notes(response.Messages));
            foreach (var result in (response.MetricDataResults ?? []).Where(one => one.Id == SeriesId))
            {
                // Of several pages the last says how it ended; those before are partial by nature.
                status = result.StatusCode;
                notes.AddRange(Notes(result.Messages));
                if (!TryAdd(points, result)) return new FactFailure(FactFailureKind.Unexpected, Action, resource, "AWS gave another number of times than of values");
            }

            if (response.NextToken is { Length: > 0 } next && next == token)
                return new FactFailure(FactFailureKind.Unexpected, Action, resource, "AWS names the same page as the next one again and again");
            token = response.NextToken;
        }
        while (!string.IsNullOrEmpty(token));

        if (status == StatusCode.Forbidden) return new FactFailure(FactFailureKind.AccessDenied, Action, resource, Said("AWS refuses this metric", notes));
        if (status == StatusCode.InternalError) return new FactFailure(FactFailureKind.Unavailable, Action, resource, Said("AWS could not read this metric", notes));
        if (status is null) return new FactFailure(FactFailureKind.Unexpected, Action, resource, Said("AWS did not answer about this metric", notes));
        return new MetricSeries([.. points.Select(one => new MetricPoint(one.Key, one.Value))], status == StatusCode.Complete, [.. notes.Distinct()]);
    }

    private static bool TryAdd(SortedDictionary<DateTimeOffset, double> points, MetricDataResult result)
    {
        var times = result.Timestamps ?? [];
        var values = result.Values ?? [];
        if (times.Count != values.Count) return false;
        foreach (var (time, value) in times.Zip(values)) points[AwsTime.Utc(time)!.Value] = value;
        return true;
    }

    private static GetMetricDataRequest Request(MetricQuery query, string? token) => new()
    {
        StartTime = query.From.UtcDateTime,
        EndTime = query.To.UtcDateTime,
        ScanBy = ScanBy.TimestampAscending,
        NextToken = token,
        MetricDataQueries =
        [
            new()
            {
                Id = SeriesId,
                ReturnData = true,
                MetricStat = new()
                {
                    Metric = new()
                    {
                        Namespace = query.Namespace,
                        MetricName = query.Metric,
                        Dimensions = [.. query.Dimensions.OrderBy(one => one.Key, StringComparer.Ordinal).Select(one => new Dimension { Name = one.Key, Value = one.Value })],
                    },
                    Period = (int)query.Period.TotalSeconds,
                    Stat = query.Statistic.ToString(),
                },
            },
        ],
    };

    private static IEnumerable<string> Notes(List<MessageData>? messages) =>
        (messages ?? []).Select(message => AwsErrorText.Clean($"{message.Code}: {message.Value}"));

    private static string Said(string what, List<string> notes) => notes.Count == 0 ? what : $"{what} ({string.Join("; ", notes.Distinct())})";
}
