using Amazon.CloudWatchLogs;
using Amazon.CloudWatchLogs.Model;
using FlowWatch.Core.Accounts;
using LogGroupClass = FlowWatch.Core.Accounts.LogGroupClass;

namespace FlowWatch.Aws.CloudWatchLogs;

/// <summary>Reads the log groups of the account and region that a client is for.</summary>
/// <param name="client">The client; whoever made it disposes of it.</param>
internal sealed class LogGroupReader(IAmazonCloudWatchLogs client) : ILogGroupReader
{
    /// <summary>The most that AWS gives in one page of log groups and of log streams.</summary>
    private const int PageSize = 50;

    /// <summary>The most that AWS gives in one page of events.</summary>
    private const int EventPageSize = 10_000;

    private const string DescribeGroupsAction = "logs:DescribeLogGroups";

    private const string FilterAction = "logs:FilterLogEvents";

    public Task<Fact<LogGroupDetails>> DetailsAsync(string logGroup, CancellationToken cancellationToken) => FactLookup.AskAsync<LogGroupDetails>(
        DescribeGroupsAction,
        logGroup,
        async () =>
        {
            // AWS looks for beginnings of names: other groups may come along, and pages of them before the right one.
            string? token = null;
            while (true)
            {
                var request = new DescribeLogGroupsRequest { LogGroupNamePrefix = logGroup, Limit = PageSize, NextToken = token };
                var response = await client.DescribeLogGroupsAsync(request, cancellationToken).ConfigureAwait(false);
                if ((response.LogGroups ?? []).Find(one => one.LogGroupName == logGroup) is { } found) return Details(found);

                if (string.IsNullOrEmpty(response.NextToken))
                    return new FactFailure(FactFailureKind.NotFound, DescribeGroupsAction, logGroup, "there is no log group of that name in this account and region");
                if (response.NextToken == token) return SamePage(DescribeGroupsAction, logGroup);
                token = response.NextToken;
            }
        },
        cancellationToken);

    public Task<Fact<LogGroupActivity>> ActivityAsync(string logGroup, CancellationToken cancellationToken) => FactLookup.AskAsync<LogGroupActivity>(
        "logs:DescribeLogStreams",
        logGroup,
        async () =>
        {
            // The streams with the newest events come first. The newest to arrive need not be the first of them, but is hardly ever far behind.
            var request = new DescribeLogStreamsRequest { LogGroupName = logGroup, OrderBy = OrderBy.LastEventTime, Descending = true, Limit = PageSize };
            var response = await client.DescribeLogStreamsAsync(request, cancellationToken).ConfigureAwait(false);
            var streams = response.LogStreams ?? [];
            return new LogGroupActivity(AwsTime.Utc(streams.Max(one => one.LastEventTimestamp)), AwsTime.Utc(streams.Max(one => one.LastIngestionTime)));
        },
        cancellationToken);

    public Task<Fact<LogEvents>> EventsAsync(LogEventFilter filter, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(filter.MaximumEvents, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(filter.MaximumPages, 1);
        return FactLookup.AskAsync<LogEvents>(FilterAction, filter.LogGroup, () => SearchAsync(filter, cancellationToken), cancellationToken);
    }

    private async Task<Fact<LogEvents>> SearchAsync(LogEventFilter filter, CancellationToken cancellationToken)
    {
        var events = new List<LogEvent>();
        string? token = null;
        for (var page = 0; page < filter.MaximumPages; page++)
        {
            var response = await client.FilterLogEventsAsync(Request(filter, events.Count, token), cancellationToken).ConfigureAwait(false);
            events.AddRange((response.Events ?? []).Select(Event));

            // Only a page without a token is the last; empty pages come while AWS still searches.
            if (string.IsNullOrEmpty(response.NextToken)) return Found(events, filter, isComplete: true);
            if (events.Count >= filter.MaximumEvents) return Found(events, filter, isComplete: false);
            if (response.NextToken == token) return SamePage(FilterAction, filter.LogGroup);
            token = response.NextToken;
        }

        return Found(events, filter, isComplete: false);
    }

    private static FilterLogEventsRequest Request(LogEventFilter filter, int found, string? token) => new()
    {
        LogGroupName = filter.LogGroup,
        StartTime = filter.From.ToUnixTimeMilliseconds(),
        EndTime = filter.To?.ToUnixTimeMilliseconds(),
        FilterPattern = filter.Pattern,
        LogStreamNamePrefix = filter.StreamPrefix,
        Limit = Math.Min(filter.MaximumEvents - found, EventPageSize),
        NextToken = token,
    };

    // Within a page AWS mixes the streams by time; a page may reach back a little before the one before it.
    private static LogEvents Found(List<LogEvent> events, LogEventFilter filter, bool isComplete) => new(
        [.. events.OrderBy(one => one.Time).Take(filter.MaximumEvents)], isComplete && events.Count <= filter.MaximumEvents);

    private static LogGroupDetails Details(LogGroup group) => new()
    {
        Name = group.LogGroupName,
        Arn = string.IsNullOrEmpty(group.LogGroupArn) ? WithoutStreams(group.Arn) : group.LogGroupArn,
        RetentionDays = group.RetentionInDays,
        Class = group.LogGroupClass?.Value switch
        {
            "STANDARD" => LogGroupClass.Standard,
            "INFREQUENT_ACCESS" => LogGroupClass.InfrequentAccess,
            "DELIVERY" => LogGroupClass.Delivery,
            _ => LogGroupClass.Unknown,
        },
        StoredBytes = group.StoredBytes,
        CreatedAt = AwsTime.Utc(group.CreationTime),
        KmsKeyArn = string.IsNullOrEmpty(group.KmsKeyId) ? null : group.KmsKeyId,
    };

    // The older of the two ARNs ends with ":*", for the streams.
    private static string? WithoutStreams(string? arn) =>
        string.IsNullOrEmpty(arn) ? null : arn.EndsWith(":*", StringComparison.Ordinal) ? arn[..^2] : arn;

    private static LogEvent Event(FilteredLogEvent one) => new(
        one.EventId ?? "",
        DateTimeOffset.FromUnixTimeMilliseconds(one.Timestamp ?? throw new InvalidDataException("the answer has an event without a time")),
        one.IngestionTime is { } ingested ? DateTimeOffset.FromUnixTimeMilliseconds(ingested) : null,
        one.LogStreamName ?? "",
        one.Message ?? "");

    private static FactFailure SamePage(string action, string logGroup) =>
        new(FactFailureKind.Unexpected, action, logGroup, "AWS names the same page as the next one again and again");
}
