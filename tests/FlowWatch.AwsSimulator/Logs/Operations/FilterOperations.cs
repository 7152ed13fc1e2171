using System.Globalization;
using System.Text.Json.Nodes;
using FlowWatch.AwsSimulator.Logs.Execution;
using FlowWatch.AwsSimulator.Wire;

namespace FlowWatch.AwsSimulator.Logs.Operations;

/// <summary>FilterLogEvents.</summary>
internal sealed class FilterOperations(SimulatedLogsOptions options)
{
    private const int LargestPage = 10_000;
    private const int LongestName = 512;
    private const int LongestPattern = 1024;
    private const long LastMillisecond = 253_402_300_799_999;

    /// <summary>A page of the events that match.</summary>
    public SimulatedResponse Filter(SimulatedRequest request, SimulatedLogsRegion region)
    {
        var parameters = new LogsParameters(request.Json);
        var group = LogGroupResolver.One(request, parameters, region);
        var streams = parameters.Texts("logStreamNames", 100)?.ToHashSet(StringComparer.Ordinal);
        var prefix = parameters.Text("logStreamNamePrefix", LongestName);
        if (streams is not null && prefix is not null) throw LogsErrors.InvalidParameter("Only one of logStreamNames and logStreamNamePrefix can be given.");
        var start = parameters.Number("startTime", 0, LastMillisecond) ?? 0;
        var end = parameters.Number("endTime", 0, LastMillisecond) ?? LastMillisecond;
        if (end < start) throw LogsErrors.InvalidParameter("endTime must not be before startTime.");
        var pattern = FilterPattern.Parse(parameters.Text("filterPattern", LongestPattern, shortest: 0) ?? "");
        var most = (int)(parameters.Number("limit", 1, LargestPage) ?? LargestPage);
        var token = PageToken.Read(parameters.Text("nextToken", LongestPattern), 2);
        var (emptyPages, next) = (token[0], token[1]);
        if (emptyPages < options.EmptyFilterPages) return Page([], PageToken.Of(emptyPages + 1, next));

        var now = request.ReceivedAt;
        var range = group.Between(DateTimeOffset.FromUnixTimeMilliseconds(start), DateTimeOffset.FromUnixTimeMilliseconds(end), now);
        var found = new List<LogEvent>();
        for (var index = Math.Max(range.Start, (int)Math.Min(next, int.MaxValue)); index < range.End; index++)
        {
            var current = range.Events[index];
            if (current.IngestionTime > now.ToUnixTimeMilliseconds()) continue;
            if (streams?.Contains(current.Source.LogStream) == false) continue;
            if (prefix is not null && !current.Source.LogStream.StartsWith(prefix, StringComparison.Ordinal)) continue;
            if (!pattern.Matches(current.Message)) continue;
            if (found.Count == most) return Page(found, PageToken.Of(emptyPages, index));
            found.Add(current);
        }

        return Page(found, null);
    }

    private static SimulatedResponse Page(List<LogEvent> events, string? token)
    {
        var page = new JsonObject
        {
            ["events"] = new JsonArray([.. events.Select(one => new JsonObject
            {
                ["logStreamName"] = one.Source.LogStream,
                ["timestamp"] = one.Timestamp,
                ["message"] = one.Message,
                ["ingestionTime"] = one.IngestionTime,
                ["eventId"] = one.Id.ToString("d56", CultureInfo.InvariantCulture),
            })]),
            ["searchedLogStreams"] = new JsonArray(),
        };
        if (token is not null) page["nextToken"] = token;
        return SimulatedResponse.Json(page);
    }
}
