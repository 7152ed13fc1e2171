using Amazon.CloudWatchLogs.Model;
using FlowWatch.Core.Diagnostics.Access;

namespace FlowWatch.Aws.Access;

/// <summary>Actions of CloudWatch Logs.</summary>
internal static class LogsTrials
{
    // The form of a query's id; no query has this one.
    private const string NoQuery = "00000000-0000-0000-0000-000000000000";

    private static readonly string[] QueryIsNotThere = ["ResourceNotFoundException", "InvalidParameterException"];

    public static IEnumerable<KeyValuePair<string, AccessTrial>> All =>
    [
        new("logs:StartQuery", new AccessTrial(StartAsync)),
        new("logs:FilterLogEvents", AccessTrial.Ask((place, token) =>
        {
            var (from, to) = LastSecond(place);
            return place.Clients.Logs(place.Target).FilterLogEventsAsync(new FilterLogEventsRequest { LogGroupName = place.Target.LogGroup, StartTime = from * 1000, EndTime = to * 1000, Limit = 1 }, token);
        })),
        new("logs:DescribeLogStreams", AccessTrial.Ask((place, token) =>
            place.Clients.Logs(place.Target).DescribeLogStreamsAsync(new DescribeLogStreamsRequest { LogGroupName = place.Target.LogGroup, Limit = 1 }, token))),
        new("logs:GetQueryResults", AccessTrial.Ask((place, token) =>
            place.Clients.Logs(place.Target).GetQueryResultsAsync(new GetQueryResultsRequest { QueryId = place.QueryId ?? NoQuery }, token), QueryIsNotThere)),
        new("logs:StopQuery", AccessTrial.Ask((place, token) =>
            place.Clients.Logs(place.Target).StopQueryAsync(new StopQueryRequest { QueryId = place.QueryId ?? NoQuery }, token), QueryIsNotThere)),
        new("logs:DescribeLogGroups", new AccessTrial(LogGroupAsync)),
        new("logs:DescribeQueryDefinitions", AccessTrial.Ask((place, token) =>
            place.Clients.Logs(place.Target).DescribeQueryDefinitionsAsync(new DescribeQueryDefinitionsRequest { MaxResults = 1 }, token))),

        // It asks for a saved query to be changed that is not there, so nothing is.
        new("logs:PutQueryDefinition", AccessTrial.Ask((place, token) =>
            place.Clients.Logs(place.Target).PutQueryDefinitionAsync(new PutQueryDefinitionRequest { QueryDefinitionId = NoQuery, Name = "FlowWatch/doctor", QueryString = "limit 1" }, token), QueryIsNotThere)),
    ];

    private static async Task<TrialResult> StartAsync(NeededAction action, TrialPlace place, CancellationToken cancellationToken)
    {
        var (from, to) = LastSecond(place);
        var request = new StartQueryRequest { LogGroupName = place.Target.LogGroup, QueryString = "fields @timestamp | limit 1", StartTime = from, EndTime = to, Limit = 1 };
        place.QueryId = (await place.Clients.Logs(place.Target).StartQueryAsync(request, cancellationToken).ConfigureAwait(false)).QueryId;
        return new TrialResult(AccessOutcome.Ok, "a query over the last second was started");
    }

    private static async Task<TrialResult> LogGroupAsync(NeededAction action, TrialPlace place, CancellationToken cancellationToken)
    {
        var request = new DescribeLogGroupsRequest { LogGroupNamePrefix = place.Target.LogGroup, Limit = 50 };
        var response = await place.Clients.Logs(place.Target).DescribeLogGroupsAsync(request, cancellationToken).ConfigureAwait(false);
        return (response.LogGroups ?? []).Any(group => group.LogGroupName == place.Target.LogGroup)
            ? TrialResult.Answered
            : TrialResult.CouldNotLook($"answered, but there is no log group {place.Target.LogGroup} in {place.Target.Account}, {place.Target.Region}");
    }

    // Flow logs take minutes to arrive, so there is next to nothing in it to be scanned and charged.
    private static (long From, long To) LastSecond(TrialPlace place)
    {
        var now = place.Time.GetUtcNow().ToUnixTimeSeconds();
        return (now - 1, now);
    }
}
