using System.Text.Json.Nodes;
using FlowWatch.AwsSimulator.Wire;

namespace FlowWatch.AwsSimulator.Logs.Operations;

/// <summary>DescribeLogGroups, DescribeLogStreams, DescribeSubscriptionFilters and DescribeExportTasks.</summary>
internal sealed class DescribeOperations(SimulatedLogsOptions options)
{
    private const int LargestPage = 50;
    private const int LongestName = 512;
    private const int LongestToken = 1024;

    /// <summary>The log groups, by name.</summary>
    public SimulatedResponse LogGroups(SimulatedRequest request, SimulatedLogsRegion region)
    {
        request.Demand("logs:DescribeLogGroups", LogGroupResolver.ResourceOf(region, ""));
        var parameters = new LogsParameters(request.Json);
        var prefix = parameters.Text("logGroupNamePrefix", LongestName);
        var pattern = parameters.Text("logGroupNamePattern", LongestName, shortest: 0);
        if (prefix is not null && pattern is not null) throw LogsErrors.InvalidParameter("Only one of logGroupNamePrefix and logGroupNamePattern can be given.");
        var logGroupClass = parameters.Text("logGroupClass", LongestName);
        var found = region.LogGroups.Where(group =>
            (prefix is null || group.Name.StartsWith(prefix, StringComparison.Ordinal))
            && (pattern is null || group.Name.Contains(pattern, StringComparison.OrdinalIgnoreCase))
            && (logGroupClass is null || NameOf(group.Class) == logGroupClass));
        return Page(parameters, "logGroups", found, LogGroup);
    }

    /// <summary>The streams of a log group.</summary>
    public SimulatedResponse LogStreams(SimulatedRequest request, SimulatedLogsRegion region)
    {
        var parameters = new LogsParameters(request.Json);
        var group = LogGroupResolver.One(request, parameters, region);
        var prefix = parameters.Text("logStreamNamePrefix", LongestName);
        var byTime = parameters.Text("orderBy", LongestName) switch
        {
            null or "LogStreamName" => false,
            "LastEventTime" => true,
            var other => throw LogsErrors.InvalidParameter($"'{other}' is no value of orderBy."),
        };
        if (byTime && prefix is not null) throw LogsErrors.InvalidParameter("Cannot order by LastEventTime with a logStreamNamePrefix.");
        var streams = StreamsOf(group, request.ReceivedAt).Where(stream => prefix is null || stream.Name.StartsWith(prefix, StringComparison.Ordinal));
        streams = byTime
            ? streams.OrderBy(stream => stream.LastEvent).ThenBy(stream => stream.Name, StringComparer.Ordinal)
            : streams.OrderBy(stream => stream.Name, StringComparer.Ordinal);
        return Page(parameters, "logStreams", parameters.IsOn("descending") ? streams.Reverse() : streams, stream => Stream(group, stream));
    }

    /// <summary>Who else gets the events of a log group.</summary>
    public SimulatedResponse SubscriptionFilters(SimulatedRequest request, SimulatedLogsRegion region)
    {
        var parameters = new LogsParameters(request.Json);
        var group = LogGroupResolver.One(request, parameters, region);
        var prefix = parameters.Text("filterNamePrefix", LongestName);
        return Page(
            parameters,
            "subscriptionFilters",
            group.SubscriptionFilters.Where(filter => prefix is null || filter.Name.StartsWith(prefix, StringComparison.Ordinal)),
            filter => WithOptional(
                new()
                {
                    ["filterName"] = filter.Name,
                    ["logGroupName"] = group.Name,
                    ["filterPattern"] = filter.Pattern,
                    ["destinationArn"] = filter.DestinationArn,
                    ["distribution"] = "ByLogStream",
                    ["creationTime"] = group.CreatedAt.ToUnixTimeMilliseconds(),
                },
                ("roleArn", filter.RoleArn)));
    }

    /// <summary>The export tasks.</summary>
    public SimulatedResponse ExportTasks(SimulatedRequest request, SimulatedLogsRegion region)
    {
        request.Demand("logs:DescribeExportTasks", "*");
        var parameters = new LogsParameters(request.Json);
        var id = parameters.Text("taskId", LongestName);
        var status = parameters.Text("statusCode", LongestName);
        return Page(
            parameters,
            "exportTasks",
            region.ExportTasks.Where(task => (id is null || task.Id == id) && (status is null || task.Status == status)),
            ExportTask);
    }

    /// <summary>A page of what was found, and a token where there is more.</summary>
    private SimulatedResponse Page<T>(LogsParameters parameters, string name, IEnumerable<T> found, Func<T, JsonObject> shape)
    {
        var most = (int)Math.Min(parameters.Number("limit", 1, LargestPage) ?? LargestPage, options.LargestPage);
        var first = (int)PageToken.Read(parameters.Text("nextToken", LongestToken), 1)[0];
        var items = found.Skip(first).Take(most + 1).ToList();
        var page = new JsonObject { [name] = new JsonArray([.. items.Take(most).Select(shape)]) };
        if (items.Count > most) page["nextToken"] = PageToken.Of(first + most);
        return SimulatedResponse.Json(page);
    }

    private static string NameOf(LogGroupClass logGroupClass) => logGroupClass == LogGroupClass.Standard ? "STANDARD" : "INFREQUENT_ACCESS";

    private static JsonObject LogGroup(SimulatedLogGroup group) => WithOptional(
        new()
        {
            ["logGroupName"] = group.Name,
            ["creationTime"] = group.CreatedAt.ToUnixTimeMilliseconds(),
            ["metricFilterCount"] = 0,
            ["arn"] = group.Arn + ":*",
            ["logGroupArn"] = group.Arn,
            ["storedBytes"] = group.BytesStored,
            ["logGroupClass"] = NameOf(group.Class),
        },
        ("retentionInDays", group.RetentionInDays),
        ("kmsKeyId", group.KmsKeyId));

    private static IEnumerable<(string Name, long? FirstEvent, long? LastEvent, long? LastIngestion)> StreamsOf(SimulatedLogGroup group, DateTimeOffset now)
    {
        var arrived = group.Sorted().Where(one => one.IngestionTime <= now.ToUnixTimeMilliseconds()).ToLookup(one => one.Source.LogStream);
        return group.Streams().Select(name => (
            name,
            arrived[name].Min(one => (long?)one.Timestamp),
            arrived[name].Max(one => (long?)one.Timestamp),
            arrived[name].Max(one => (long?)one.IngestionTime)));
    }

    private static JsonObject Stream(SimulatedLogGroup group, (string Name, long? FirstEvent, long? LastEvent, long? LastIngestion) stream) => WithOptional(
        new()
        {
            ["logStreamName"] = stream.Name,
            ["creationTime"] = group.CreatedAt.ToUnixTimeMilliseconds(),
            ["arn"] = $"{group.Arn}:log-stream:{stream.Name}",
            ["storedBytes"] = 0,
        },
        ("firstEventTimestamp", stream.FirstEvent),
        ("lastEventTimestamp", stream.LastEvent),
        ("lastIngestionTime", stream.LastIngestion));

    private static JsonObject ExportTask(SimulatedExportTask task)
    {
        var status = WithOptional(new() { ["code"] = task.Status }, ("message", task.StatusMessage));
        var times = WithOptional(
            new() { ["creationTime"] = (task.CreatedAt ?? task.To).ToUnixTimeMilliseconds() }, ("completionTime", task.CompletedAt?.ToUnixTimeMilliseconds()));
        return new()
        {
            ["taskId"] = task.Id,
            ["taskName"] = "export-" + task.Id,
            ["logGroupName"] = task.LogGroup,
            ["from"] = task.From.ToUnixTimeMilliseconds(),
            ["to"] = task.To.ToUnixTimeMilliseconds(),
            ["destination"] = task.Bucket,
            ["destinationPrefix"] = task.Prefix,
            ["status"] = status,
            ["executionInfo"] = times,
        };
    }

    // CloudWatch Logs leaves members out where they have no value.
    private static JsonObject WithOptional(JsonObject json, params ReadOnlySpan<(string Name, JsonNode? Value)> optional)
    {
        foreach (var (name, value) in optional)
        {
            if (value is not null) json[name] = value;
        }

        return json;
    }
}
