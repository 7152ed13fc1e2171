using System.Text.Json.Nodes;
using FlowWatch.AwsSimulator.Logs.Execution;
using FlowWatch.AwsSimulator.Logs.QueryLanguage;
using FlowWatch.AwsSimulator.Wire;

namespace FlowWatch.AwsSimulator.Logs.Operations;

/// <summary>StartQuery, GetQueryResults and StopQuery.</summary>
internal sealed class QueryOperations(QueryRegistry registry, SimulatedLogsOptions options)
{
    private const int LongestId = 256;
    private const int LongestQuery = 100_000;
    private const int LargestPage = 10_000;
    private const long LastSecond = 253_402_300_799;

    /// <summary>Starts a query.</summary>
    public SimulatedResponse Start(SimulatedRequest request, SimulatedLogsRegion region)
    {
        if (!registry.TryCountStart(region.Account, region.Region, request.ReceivedAt)) throw request.Failure(CommonFailure.Throttled, "Rate exceeded");
        var parameters = new LogsParameters(request.Json);
        // The language says itself how long a query may be.
        var text = parameters.RequiredText("queryString", LongestQuery, shortest: 0);
        var start = DateTimeOffset.FromUnixTimeSeconds(parameters.RequiredNumber("startTime", 0, LastSecond));
        var end = DateTimeOffset.FromUnixTimeSeconds(parameters.RequiredNumber("endTime", 0, LastSecond));
        var limit = (int?)parameters.Number("limit", 1, options.Dialect.MaximumLimit);
        if (parameters.Text("queryLanguage", LongestId) is { } language and not "CWLI") throw LogsErrors.Unsupported($"The simulator has no {language}.");
        if (end < start) throw LogsErrors.InvalidParameter("The end time is before the start time.");
        var groups = LogGroupResolver.Several(request, parameters, region, options.MaximumLogGroups);
        if (groups.Select(group => group.Class).Distinct().Count() > 1) throw LogsErrors.InvalidParameter("All log groups of a query must have the same class.");

        QueryPlan plan;
        try
        {
            plan = QueryCompiler.Compile(text, options.Dialect);
            CheckRetention(groups, start, end, request.ReceivedAt);
        }
        catch (MalformedQueryException refusal)
        {
            return LogsErrors.Malformed(refusal);
        }
        catch (UnsupportedQueryException refusal)
        {
            throw LogsErrors.Unsupported(refusal.Message);
        }

        var question = new QueryQuestion(region.Account, region.Region, text, plan, groups, start, end, limit);
        var query = registry.TryStart(question, request.ReceivedAt)
            ?? throw request.Failure(CommonFailure.LimitExceeded, $"Account maximum query concurrency limit of [{options.MaximumConcurrentQueries}] reached.");
        return SimulatedResponse.Json(new JsonObject { ["queryId"] = query.Id });
    }

    /// <summary>What a query has found so far.</summary>
    public SimulatedResponse Results(SimulatedRequest request, SimulatedLogsRegion region)
    {
        request.Demand("logs:GetQueryResults", "*");
        var parameters = new LogsParameters(request.Json);
        var query = Find(request, region, parameters);
        var first = (int)PageToken.Read(parameters.Text("nextToken", 1024), 1)[0];
        var most = (int?)parameters.Number("maxItems", 0, LargestPage) is { } asked and > 0 ? asked : LargestPage;
        var outcome = query.OutcomeAt(request.ReceivedAt);
        var rows = outcome?.Rows ?? [];
        var answer = new JsonObject
        {
            ["queryLanguage"] = "CWLI",
            ["status"] = query.StatusAt(request.ReceivedAt),
            ["results"] = new JsonArray([.. rows.Skip(first).Take(most).Select(Row)]),
            ["statistics"] = new JsonObject
            {
                ["recordsMatched"] = (double)(outcome?.RecordsMatched ?? 0),
                ["recordsScanned"] = (double)(outcome?.RecordsScanned ?? 0),
                ["estimatedRecordsSkipped"] = 0.0,
                ["bytesScanned"] = (double)(outcome?.BytesScanned ?? 0),
                ["estimatedBytesSkipped"] = 0.0,
                ["logGroupsScanned"] = (double)query.LogGroups.Count,
            },
        };
        if (first + most < rows.Count) answer["nextToken"] = PageToken.Of(first + most);
        return SimulatedResponse.Json(answer);
    }

    /// <summary>Stops a query.</summary>
    public SimulatedResponse Stop(SimulatedRequest request, SimulatedLogsRegion region)
    {
        request.Demand("logs:StopQuery", "*");
        var query = Find(request, region, new(request.Json));
        return registry.TryStop(query, request.ReceivedAt)
            ? SimulatedResponse.Json(new JsonObject { ["success"] = true })
            : throw LogsErrors.InvalidParameter("The specified query is not running.");
    }

    // CloudWatch Logs refuses a time that lies wholly outside what a log group keeps, and calls it a malformed query.
    private static void CheckRetention(IReadOnlyList<SimulatedLogGroup> groups, DateTimeOffset start, DateTimeOffset end, DateTimeOffset now)
    {
        if (!groups.All(group => end < group.CreatedAt.AddSeconds(-1) || (group.RetentionInDays is { } days && end < now.AddDays(-days)))) return;
        throw new MalformedQueryException(
            "Query's end date and time is either before the log groups creation time or exceeds the log groups log retention settings "
            + $"([{start.ToUnixTimeSeconds()},{end.ToUnixTimeSeconds()}])", default);
    }

    private static JsonArray Row(IReadOnlyList<ResultField> row) =>
        new([.. row.Select(field => new JsonObject { ["field"] = field.Field, ["value"] = field.Value })]);

    private SimulatedQuery Find(SimulatedRequest request, SimulatedLogsRegion region, LogsParameters parameters) =>
        registry.Find(parameters.RequiredText("queryId", LongestId), region.Account, region.Region, request.ReceivedAt)
        ?? throw LogsErrors.NotFound("The specified query does not exist.");
}
