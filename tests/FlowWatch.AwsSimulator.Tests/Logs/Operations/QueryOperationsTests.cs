using System.Net;
using System.Text.Json;
using Amazon.CloudWatchLogs;
using Amazon.CloudWatchLogs.Model;
using FlowWatch.AwsSimulator.Logs;
using FlowWatch.AwsSimulator.Wire;
using LogGroupClass = FlowWatch.AwsSimulator.Logs.LogGroupClass;

namespace FlowWatch.AwsSimulator.Tests.Logs.Operations;

public class QueryOperationsTests
{
    [Fact]
    public async Task Query_FlowLog_IsAnsweredWithRowsAndStatistics()
    {
        await using var server = await LogsServer.StartAsync();
        server.Group.AddFlowLog([InsightsQuery.Record("10.0.0.1", bytes: "100"), InsightsQuery.Record("10.0.0.1", bytes: "50"), InsightsQuery.Record("10.0.0.3", action: "REJECT")]);

        var id = await server.StartAsync("filter action = 'ACCEPT' | stats sum(bytes) as total, max(nothing) as none by srcAddr");
        var results = await server.ResultsAsync(id);

        Assert.Equal(QueryStatus.Complete, results.Status);
        Assert.Equal([("srcAddr", "10.0.0.1"), ("total", "150")], Assert.Single(results.Results).Select(field => (field.Field, field.Value)));
        Assert.Equal((2.0, 3.0), (results.Statistics.RecordsMatched, results.Statistics.RecordsScanned));
        Assert.Equal(server.Group.AddedBytes(), results.Statistics.BytesScanned);
        Assert.Equal(new(1, 1, server.Group.AddedBytes(), 3, 0), server.Logs.Counters);
        var query = Assert.Single(server.Logs.Queries);
        Assert.Equal((id, LogsServer.LogGroup, LogsServer.Start), (query.Id, query.LogGroups[0], query.Start));
    }

    [Fact]
    public async Task Query_BothEndsOfTheTime_AreIncluded()
    {
        await using var server = await LogsServer.StartAsync();
        foreach (var second in new[] { -1, 0, 5, 10, 11 }) server.Group.Add("s", new SimulatedLogEvent(LogsServer.Start.AddSeconds(second), $"{second}"));
        var question = LogsServer.Question("fields @message");
        question.EndTime = question.StartTime + 10;

        var results = await server.ResultsAsync((await server.Client.StartQueryAsync(question)).QueryId);

        Assert.Equal(["10", "5", "0"], results.Results.Select(row => row[0].Value));
        Assert.Equal(["@message", "@ptr"], results.Results[0].Select(field => field.Field));
    }

    [Fact]
    public async Task Query_SeveralLogGroupsByNameAndArn_LooksAtAll()
    {
        await using var server = await LogsServer.StartAsync();
        var other = server.Logs.In(SimulatedAws.DefaultAccount, LogsServer.Region).AddLogGroup("/other");
        server.Group.Add("s", new SimulatedLogEvent(LogsServer.Start, "a"));
        other.Add("s", new SimulatedLogEvent(LogsServer.Start, "b"));

        var question = LogsServer.Question("stats count(*) by @log");
        question.LogGroupNames = null;
        question.LogGroupIdentifiers = [server.Group.Arn, "/other"];
        var results = await server.ResultsAsync((await server.Client.StartQueryAsync(question)).QueryId);

        Assert.Equal(
            ["111122223333:/aws/vpc/flowlogs/production", "111122223333:/other"],
            results.Results.Select(row => row[0].Value).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Query_EventsThatArriveAfterItsStart_AreNotSeen()
    {
        await using var server = await LogsServer.StartAsync();
        server.Group.AddFlowLog(
            [InsightsQuery.Record(), InsightsQuery.Record()],
            new() { Delay = record => record.Index == 0 ? TimeSpan.FromMinutes(5) : TimeSpan.FromHours(2) });

        var early = await server.StartAsync("stats count(*) as n");
        server.Time.Advance(TimeSpan.FromHours(2));
        var late = await server.StartAsync("stats count(*) as n");

        Assert.Equal("1", (await server.ResultsAsync(early)).Results[0][0].Value);
        Assert.Equal("2", (await server.ResultsAsync(late)).Results[0][0].Value);
    }

    [Fact]
    public async Task Query_ThatTakesTime_IsScheduledThenRunningWithSomeRowsThenComplete()
    {
        await using var server = await LogsServer.StartAsync();
        server.Group.AddFlowLog(Enumerable.Repeat(InsightsQuery.Record(), 10));
        server.Logs.Options.Course = _ => new() { Scheduled = TimeSpan.FromSeconds(1), Running = TimeSpan.FromSeconds(3) };

        var id = await server.StartAsync("stats count(*) as n");
        var scheduled = await server.ResultsAsync(id);
        server.Time.Advance(TimeSpan.FromSeconds(1));
        var running = await server.ResultsAsync(id);
        server.Time.Advance(TimeSpan.FromSeconds(3));
        var complete = await server.ResultsAsync(id);

        Assert.Equal([QueryStatus.Scheduled, QueryStatus.Running, QueryStatus.Complete], [scheduled.Status, running.Status, complete.Status]);
        Assert.Empty(scheduled.Results);
        Assert.Equal("5", running.Results[0][0].Value);
        Assert.Equal(5, running.Statistics.RecordsScanned);
        Assert.Equal("10", complete.Results[0][0].Value);
    }

    [Theory]
    [InlineData(QueryEnd.Failed)]
    [InlineData(QueryEnd.Cancelled)]
    [InlineData(QueryEnd.Timeout)]
    [InlineData(QueryEnd.Unknown)]
    public async Task Query_ThatEndsOtherwise_SaysSoAndHasSomeRows(QueryEnd end)
    {
        await using var server = await LogsServer.StartAsync();
        server.Group.AddFlowLog(Enumerable.Repeat(InsightsQuery.Record(), 10));
        server.Logs.Options.Course = _ => new() { End = end };

        var results = await server.ResultsAsync(await server.StartAsync("stats count(*) as n"));

        Assert.Equal((end.ToString(), "5"), (results.Status.Value, results.Results[0][0].Value));
    }

    [Fact]
    public async Task Query_ThatNeverEnds_TimesOut()
    {
        await using var server = await LogsServer.StartAsync();
        server.Logs.Options.Course = _ => QueryCourse.Never;

        var id = await server.StartAsync("stats count(*) as n");
        server.Time.Advance(TimeSpan.FromMinutes(59));
        var before = await server.ResultsAsync(id);
        server.Time.Advance(TimeSpan.FromMinutes(1));
        var after = await server.ResultsAsync(id);

        Assert.Equal([QueryStatus.Running, QueryStatus.Timeout], [before.Status, after.Status]);
    }

    [Fact]
    public async Task Stop_RunningQuery_CancelsIt()
    {
        await using var server = await LogsServer.StartAsync();
        server.Logs.Options.Course = _ => QueryCourse.Never;
        var id = await server.StartAsync("stats count(*) as n");

        var stopped = await server.Client.StopQueryAsync(new StopQueryRequest { QueryId = id });

        Assert.True(stopped.Success);
        Assert.Equal(QueryStatus.Cancelled, (await server.ResultsAsync(id)).Status);
        Assert.Equal(1, server.Logs.Counters.Stops);
        _ = await Assert.ThrowsAsync<InvalidParameterException>(() => server.Client.StopQueryAsync(new StopQueryRequest { QueryId = id }));
        Assert.Equal(1, server.Logs.Counters.Stops);
    }

    [Fact]
    public async Task Query_AsManyAsMayRun_RefusesOneMoreUntilOneEnds()
    {
        await using var server = await LogsServer.StartAsync();
        server.Logs.Options.MaximumConcurrentQueries = 2;
        server.Logs.Options.Course = _ => QueryCourse.Of(TimeSpan.FromSeconds(3));
        using var elsewhere = server.NewClient(region: "us-east-1");
        _ = server.Logs.In(SimulatedAws.DefaultAccount, "us-east-1").AddLogGroup(LogsServer.LogGroup);

        _ = await server.StartAsync("stats count(*)");
        _ = await server.StartAsync("stats count(*)");
        var refusal = await Assert.ThrowsAsync<LimitExceededException>(() => server.StartAsync("stats count(*)"));
        _ = await elsewhere.StartQueryAsync(LogsServer.Question());
        server.Time.Advance(TimeSpan.FromSeconds(3));
        _ = await server.StartAsync("stats count(*)");

        Assert.Contains("[2]", refusal.Message, StringComparison.Ordinal);
        Assert.Equal((4, 2), (server.Logs.Counters.QueriesStarted, server.Logs.Counters.MostAtOnce));
    }

    [Fact]
    public async Task Query_TooManyStartsInASecond_AreThrottled()
    {
        await using var server = await LogsServer.StartAsync();
        server.Logs.Options.StartsPerSecond = 2;

        _ = await server.StartAsync("stats count(*)");
        server.Time.Advance(TimeSpan.FromMilliseconds(600));
        _ = await server.StartAsync("stats count(*)");
        // The SDK has no exception for it in StartQuery, only the code.
        var refusal = await Assert.ThrowsAsync<AmazonCloudWatchLogsException>(() => server.StartAsync("stats count(*)"));
        server.Time.Advance(TimeSpan.FromMilliseconds(400));
        _ = await server.StartAsync("stats count(*)");

        Assert.Equal(("ThrottlingException", "Rate exceeded"), (refusal.ErrorCode, refusal.Message));
    }

    [Fact]
    public async Task Query_NoQuery_SaysWhereTheProblemIs()
    {
        await using var server = await LogsServer.StartAsync();

        var refusal = await Assert.ThrowsAsync<MalformedQueryException>(() => server.StartAsync("fields a | nosuch b"));

        Assert.Equal(HttpStatusCode.BadRequest, refusal.StatusCode);
        Assert.Equal((11, 17), (refusal.QueryCompileError.Location.StartCharOffset, refusal.QueryCompileError.Location.EndCharOffset));
        Assert.Contains("nosuch", refusal.Message, StringComparison.Ordinal);
        Assert.Equal(0, server.Logs.Counters.QueriesStarted);
    }

    [Fact]
    public async Task Query_MoreThanTheSimulatorExecutes_IsNoErrorOfCloudWatchLogs()
    {
        await using var server = await LogsServer.StartAsync();

        var refusal = await Assert.ThrowsAsync<AmazonCloudWatchLogsException>(() => server.StartAsync("pattern @message"));

        Assert.Equal("UnsupportedBySimulatorException", refusal.ErrorCode);
    }

    [Fact]
    public async Task Query_LogGroupThatIsNotThere_IsNotFound()
    {
        await using var server = await LogsServer.StartAsync();
        var question = LogsServer.Question();
        question.LogGroupNames = [LogsServer.LogGroup, "/gone"];

        var refusal = await Assert.ThrowsAsync<ResourceNotFoundException>(() => server.Client.StartQueryAsync(question));

        Assert.Equal("The specified log group does not exist.", refusal.Message);
    }

    [Theory]
    [InlineData("arn:aws:logs:eu-west-1:111122223333:log-group:/aws/vpc/flowlogs/production:*", true)]
    [InlineData("arn:aws:logs:eu-west-1:111122223333:log-group:/aws/vpc/flowlogs/*", true)]
    [InlineData("arn:aws:logs:*:*:*", true)]
    [InlineData("arn:aws:logs:eu-west-1:111122223333:log-group:/aws/vpc/flowlogs/production", false)]
    [InlineData("arn:aws:logs:eu-west-1:111122223333:log-group:/aws/vpc/flowlogs/staging:*", false)]
    [InlineData("arn:aws:logs:us-east-1:111122223333:log-group:/aws/vpc/flowlogs/production:*", false)]
    public async Task Query_Permission_IsForTheLogGroup(string resource, bool isAllowed)
    {
        await using var server = await LogsServer.StartAsync();
        var reader = server.Aws.AddUser(SimulatedAws.DefaultAccount, "reader", $$"""
            {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"logs:StartQuery","Resource":"{{resource}}"}]}
            """);
        using var client = server.NewClient(reader);

        if (isAllowed)
        {
            var id = (await client.StartQueryAsync(LogsServer.Question())).QueryId;
            // Reading the results is a permission of its own, for all queries or for none.
            var denial = await Assert.ThrowsAsync<AmazonCloudWatchLogsException>(() => client.GetQueryResultsAsync(new GetQueryResultsRequest { QueryId = id }));
            Assert.Contains("logs:GetQueryResults", denial.Message, StringComparison.Ordinal);
            return;
        }

        var refusal = await Assert.ThrowsAsync<AmazonCloudWatchLogsException>(() => client.StartQueryAsync(LogsServer.Question()));
        Assert.Equal("AccessDeniedException", refusal.ErrorCode);
        Assert.Contains("logs:StartQuery", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Query_LogGroupOfAnotherAccount_IsNotFound()
    {
        await using var server = await LogsServer.StartAsync();
        using var client = server.NewClient(server.Aws.AddAdministrator("444455556666"));
        var question = LogsServer.Question();
        question.LogGroupNames = null;
        question.LogGroupIdentifiers = [server.Group.Arn];

        _ = await Assert.ThrowsAsync<ResourceNotFoundException>(() => client.StartQueryAsync(question));
    }

    public static TheoryData<string, Action<StartQueryRequest>> BadParameters { get; } = new()
    {
        { "no log group", question => question.LogGroupNames = null },
        { "two ways to name it", question => question.LogGroupName = LogsServer.LogGroup },
        { "51 log groups", question => question.LogGroupNames = [.. Enumerable.Range(0, 51).Select(index => $"/g/{index}")] },
        { "a name with a blank", question => question.LogGroupNames = ["a b"] },
        { "an ARN with :*", question => (question.LogGroupNames, question.LogGroupIdentifiers) = (null, ["arn:aws:logs:eu-west-1:111122223333:log-group:/a:*"]) },
        { "no start", question => question.StartTime = null },
        { "no query", question => question.QueryString = null },
        { "an end before its start", question => question.EndTime = question.StartTime - 1 },
        { "a limit of 0", question => question.Limit = 0 },
        { "a limit of 10,001", question => question.Limit = 10_001 },
    };

    [Theory]
    [MemberData(nameof(BadParameters), DisableDiscoveryEnumeration = true)]
    public async Task Query_BadParameter_IsInvalid(string what, Action<StartQueryRequest> change)
    {
        await using var server = await LogsServer.StartAsync();
        var question = LogsServer.Question();
        change(question);

        var refusal = await Assert.ThrowsAsync<InvalidParameterException>(() => server.Client.StartQueryAsync(question));

        Assert.True(refusal.Message.Length > 10, what);
    }

    [Fact]
    public async Task Query_LimitBesideIt_CutsTheRows()
    {
        await using var server = await LogsServer.StartAsync();
        server.Group.AddFlowLog(Enumerable.Repeat(InsightsQuery.Record(), 5));
        var question = LogsServer.Question("fields @message");
        question.Limit = 3;

        var results = await server.ResultsAsync((await server.Client.StartQueryAsync(question)).QueryId);

        Assert.Equal(3, results.Results.Count);
        Assert.Equal(5, results.Statistics.RecordsMatched);
    }

    [Fact]
    public async Task Query_LogGroupsOfDifferentClasses_AreRefusedTogether()
    {
        await using var server = await LogsServer.StartAsync();
        server.Logs.In(SimulatedAws.DefaultAccount, LogsServer.Region).AddLogGroup("/cheap").Class = LogGroupClass.InfrequentAccess;
        var question = LogsServer.Question();
        question.LogGroupNames = [LogsServer.LogGroup, "/cheap"];

        _ = await Assert.ThrowsAsync<InvalidParameterException>(() => server.Client.StartQueryAsync(question));
    }

    [Fact]
    public async Task Query_LogGroupOfInfrequentAccess_HasNoDiscoveredFields()
    {
        await using var server = await LogsServer.StartAsync();
        server.Group.Class = LogGroupClass.InfrequentAccess;
        server.Group.AddFlowLog([InsightsQuery.Record()]);

        var results = await server.ResultsAsync(await server.StartAsync("stats count(srcAddr) as found, count(*) as n"));

        Assert.Equal(["0", "1"], results.Results[0].Select(field => field.Value));
    }

    [Fact]
    public async Task Query_EventsThatRetentionRemoved_AreNotSeen()
    {
        await using var server = await LogsServer.StartAsync();
        server.Group.RetentionInDays = 1;
        server.Group.Add("s", new(LogsServer.Start.AddDays(-2), "gone"), new SimulatedLogEvent(LogsServer.Start, "here"));
        var question = LogsServer.Question("fields @message");
        question.StartTime = LogsServer.Start.AddDays(-3).ToUnixTimeSeconds();

        var results = await server.ResultsAsync((await server.Client.StartQueryAsync(question)).QueryId);
        question.EndTime = LogsServer.Start.AddDays(-2).ToUnixTimeSeconds();
        var refusal = await Assert.ThrowsAsync<MalformedQueryException>(() => server.Client.StartQueryAsync(question));

        Assert.Equal("here", Assert.Single(results.Results)[0].Value);
        Assert.Contains("retention", refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("nosuch")]
    [InlineData("10000000-0000-4000-8000-000000000001")]
    public async Task Results_UnknownQuery_IsNotFound(string id)
    {
        await using var server = await LogsServer.StartAsync();

        _ = await Assert.ThrowsAsync<ResourceNotFoundException>(() => server.ResultsAsync(id));
    }

    [Fact]
    public async Task Results_AfterSevenDaysOrFromElsewhere_AreNotFound()
    {
        await using var server = await LogsServer.StartAsync();
        using var elsewhere = server.NewClient(region: "us-east-1");
        using var other = server.NewClient(server.Aws.AddAdministrator("444455556666"));
        var request = new GetQueryResultsRequest { QueryId = await server.StartAsync("stats count(*)") };

        _ = await Assert.ThrowsAsync<ResourceNotFoundException>(() => elsewhere.GetQueryResultsAsync(request));
        _ = await Assert.ThrowsAsync<ResourceNotFoundException>(() => other.GetQueryResultsAsync(request));
        server.Time.Advance(TimeSpan.FromDays(7) - TimeSpan.FromSeconds(1));
        _ = await server.ResultsAsync(request.QueryId);
        server.Time.Advance(TimeSpan.FromSeconds(1));
        _ = await Assert.ThrowsAsync<ResourceNotFoundException>(() => server.ResultsAsync(request.QueryId));
    }

    [Fact]
    public async Task Query_LateEventsAddedWhileItRuns_ChangeNothing()
    {
        await using var server = await LogsServer.StartAsync();
        server.Group.AddFlowLog([InsightsQuery.Record()]);
        server.Logs.Options.Course = _ => QueryCourse.Of(TimeSpan.FromSeconds(3));

        var id = await server.StartAsync("stats count(*) as n");
        server.Group.AddFlowLog([InsightsQuery.Record()]);
        server.Time.Advance(TimeSpan.FromSeconds(3));

        Assert.Equal("1", (await server.ResultsAsync(id)).Results[0][0].Value);
    }

    [Fact]
    public async Task Results_MoreThanTenThousandRows_ComeInPages()
    {
        await using var server = await LogsServer.StartAsync();
        server.Logs.Options.Dialect = new() { MaximumLimit = 100_000 };
        server.Group.Add("s", Enumerable.Range(0, 25_000).Select(index => new SimulatedLogEvent(LogsServer.Start.AddMilliseconds(index), $"{index}")));
        var id = await server.StartAsync("fields @message | sort @timestamp | limit 25000");

        // The members for pages are new: not every client has them.
        var pages = new List<JsonElement>();
        string? token = null;
        do
        {
            pages.Add(await server.AskAsync("GetQueryResults", new { queryId = id, nextToken = token }));
            token = pages[^1].TryGetProperty("nextToken", out var next) ? next.GetString() : null;
        }
        while (token is not null);

        Assert.Equal([10_000, 10_000, 5_000], pages.Select(page => page.GetProperty("results").GetArrayLength()));
        Assert.Equal("10000", pages[1].GetProperty("results")[0][0].GetProperty("value").GetString());
    }

    [Fact]
    public async Task Operation_ThatTheSimulatorLacks_IsUnknown()
    {
        await using var server = await LogsServer.StartAsync();

        var refusal = await Assert.ThrowsAsync<SimulatedServiceException>(() => server.AskAsync("CreateLogGroup", new { logGroupName = "/new" }));

        Assert.Equal("UnknownOperationException", refusal.Code);
    }
}
