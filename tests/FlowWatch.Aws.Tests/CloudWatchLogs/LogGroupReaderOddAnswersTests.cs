using System.Text.Json;
using Amazon.CloudWatchLogs;
using FlowWatch.Aws.CloudWatchLogs;
using FlowWatch.Core.Accounts;
using Microsoft.AspNetCore.Http;
using LogGroupClass = FlowWatch.Core.Accounts.LogGroupClass;

namespace FlowWatch.Aws.Tests.CloudWatchLogs;

/// <summary>What CloudWatch Logs answers seldom, or should never answer.</summary>
public class LogGroupReaderOddAnswersTests
{
    private const string Group = "/aws/vpc/flowlogs/production";

    private static readonly DateTimeOffset From = new(2026, 1, 2, 3, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task DetailsAsync_GroupOnALaterPage_IsFound()
    {
        await using var server = await AnswersAsync(
            """{"logGroups":[{"logGroupName":"/aws/vpc/flowlogs/production-eu"}],"nextToken":"1"}""",
            """{"nextToken":"2"}""",
            """{"logGroups":[{"logGroupName":"/aws/vpc/flowlogs/production","arn":"arn:aws:logs:eu-central-1:123456789012:log-group:/aws/vpc/flowlogs/production:*"}]}""");
        using var client = Client(server);

        var details = await new LogGroupReader(client).DetailsAsync(Group, CancellationToken.None);

        Assert.Equal("arn:aws:logs:eu-central-1:123456789012:log-group:/aws/vpc/flowlogs/production", details.Value?.Arn);
        Assert.Equal(LogGroupClass.Unknown, details.Value?.Class);
        Assert.Null(details.Value?.RetentionDays);
    }

    [Fact]
    public async Task DetailsAsync_TheSameTokenAgain_IsAFailure()
    {
        await using var server = await AnswersAsync("""{"nextToken":"1"}""");
        using var client = Client(server);

        var details = await new LogGroupReader(client).DetailsAsync(Group, CancellationToken.None);

        Assert.Equal((FactFailureKind.Unexpected, "logs:DescribeLogGroups", Group), (details.Failure?.Kind, details.Failure?.Action, details.Failure?.Resource));
    }

    [Fact]
    public async Task ActivityAsync_StreamsWithoutTimes_IsKnownAndEmpty()
    {
        await using var server = await AnswersAsync("""{"logStreams":[{"logStreamName":"eni-1-all"}]}""");
        using var client = Client(server);

        Assert.Equal(new LogGroupActivity(null, null), (await new LogGroupReader(client).ActivityAsync(Group, CancellationToken.None)).Value);
    }

    [Fact]
    public async Task ActivityAsync_SeveralStreams_TellsTheNewestOfEach()
    {
        await using var server = await AnswersAsync(
            """{"logStreams":[{"lastEventTimestamp":1767322800000,"lastIngestionTime":1767322860000},{"lastEventTimestamp":1767322740000,"lastIngestionTime":1767322920000}]}""");
        using var client = Client(server);

        Assert.Equal(
            new LogGroupActivity(DateTimeOffset.FromUnixTimeSeconds(1_767_322_800), DateTimeOffset.FromUnixTimeSeconds(1_767_322_920)),
            (await new LogGroupReader(client).ActivityAsync(Group, CancellationToken.None)).Value);
    }

    [Fact]
    public async Task EventsAsync_EmptyPages_AreNotTheEnd()
    {
        await using var server = await AnswersAsync("""{"events":[],"nextToken":"1"}""", """{"nextToken":"2"}""", $$"""{"events":[{{Event("b", 2)}},{{Event("a", 1)}}]}""");
        using var client = Client(server);

        var events = await new LogGroupReader(client).EventsAsync(new LogEventFilter { LogGroup = Group, From = From }, CancellationToken.None);

        Assert.Equal((true, "a,b"), (events.Value!.IsComplete, string.Join(',', events.Value.Events.Select(one => one.Id))));
        Assert.Equal(
            new LogEvent("a", From.AddSeconds(1), From.AddSeconds(61), "eni-1-all", "text"), events.Value.Events[0]);
    }

    [Fact]
    public async Task EventsAsync_OnlyEmptyPages_EndsAsIncomplete()
    {
        var token = 0;
        await using var server = await ScriptedServer.StartAsync(context => JsonAsync(context, $$"""{"nextToken":"{{++token}}"}"""));
        using var client = Client(server);

        var events = await new LogGroupReader(client).EventsAsync(new LogEventFilter { LogGroup = Group, From = From, MaximumPages = 7 }, CancellationToken.None);

        Assert.Equal((false, 0, 7), (events.Value!.IsComplete, events.Value.Events.Count, server.Requests.Count));
    }

    [Theory]
    [InlineData(2, false, "a,b")]
    [InlineData(3, false, "a,b,c")]
    [InlineData(4, true, "a,b,c,d")]
    public async Task EventsAsync_MoreThanAskedFor_IsCutAndSaysSo(int maximum, bool isComplete, string ids)
    {
        await using var server = await AnswersAsync($$"""{"events":[{{Event("a", 1)}},{{Event("b", 2)}}],"nextToken":"1"}""", $$"""{"events":[{{Event("c", 3)}},{{Event("d", 4)}}]}""");
        using var client = Client(server);

        var events = await new LogGroupReader(client).EventsAsync(new LogEventFilter { LogGroup = Group, From = From, MaximumEvents = maximum }, CancellationToken.None);

        Assert.Equal((isComplete, ids), (events.Value!.IsComplete, string.Join(',', events.Value.Events.Select(one => one.Id))));
    }

    [Fact]
    public async Task EventsAsync_FailureOnALaterPage_IsAFailureOfAll()
    {
        var asked = 0;
        await using var server = await ScriptedServer.StartAsync(context =>
        {
            if (asked++ == 0) return JsonAsync(context, $$"""{"events":[{{Event("a", 1)}}],"nextToken":"1"}""");
            context.Response.StatusCode = 500;
            return JsonAsync(context, """{"__type":"InternalFailure"}""");
        });
        using var client = Client(server);

        var events = await new LogGroupReader(client).EventsAsync(new LogEventFilter { LogGroup = Group, From = From }, CancellationToken.None);

        Assert.Equal((FactFailureKind.Unavailable, "logs:FilterLogEvents"), (events.Failure?.Kind, events.Failure?.Action));
    }

    [Fact]
    public async Task EventsAsync_EventWithoutTime_IsAFailure()
    {
        await using var server = await AnswersAsync("""{"events":[{"eventId":"a","message":"text"}]}""");
        using var client = Client(server);

        Assert.Equal(
            FactFailureKind.Unexpected,
            (await new LogGroupReader(client).EventsAsync(new LogEventFilter { LogGroup = Group, From = From }, CancellationToken.None)).Failure?.Kind);
    }

    [Fact]
    public async Task EventsAsync_Filter_IsSentInFull()
    {
        var sent = new List<JsonDocument>();
        await using var server = await ScriptedServer.StartAsync(async context =>
        {
            sent.Add(await JsonDocument.ParseAsync(context.Request.Body));
            await JsonAsync(context, sent.Count == 1 ? $$"""{"events":[{{Event("a", 1)}}],"nextToken":"1"}""" : "{}");
        });
        using var client = Client(server);
        var filter = new LogEventFilter { LogGroup = Group, From = From, To = From.AddMinutes(1), Pattern = "REJECT", StreamPrefix = "eni-1", MaximumEvents = 20 };

        await new LogGroupReader(client).EventsAsync(filter, CancellationToken.None);

        Assert.Equal(2, sent.Count);
        var second = sent[1].RootElement;
        Assert.Equal(Group, second.GetProperty("logGroupName").GetString());
        Assert.Equal(1_767_322_800_000, second.GetProperty("startTime").GetInt64());
        Assert.Equal(1_767_322_860_000, second.GetProperty("endTime").GetInt64());
        Assert.Equal("REJECT", second.GetProperty("filterPattern").GetString());
        Assert.Equal("eni-1", second.GetProperty("logStreamNamePrefix").GetString());
        Assert.Equal(19, second.GetProperty("limit").GetInt32());
        Assert.Equal("1", second.GetProperty("nextToken").GetString());
    }

    [Fact]
    public async Task EventsAsync_NoEventsAskedFor_IsRefused()
    {
        using var client = new AmazonCloudWatchLogsClient(ScriptedServer.Credentials, Amazon.RegionEndpoint.EUCentral1);
        var reader = new LogGroupReader(client);

        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => reader.EventsAsync(new LogEventFilter { LogGroup = Group, From = From, MaximumEvents = 0 }, CancellationToken.None));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => reader.EventsAsync(new LogEventFilter { LogGroup = Group, From = From, MaximumPages = 0 }, CancellationToken.None));
    }

    private static string Event(string id, int second) => JsonSerializer.Serialize(new
    {
        eventId = id,
        timestamp = From.AddSeconds(second).ToUnixTimeMilliseconds(),
        ingestionTime = From.AddSeconds(second + 60).ToUnixTimeMilliseconds(),
        logStreamName = "eni-1-all",
        message = "text",
    });

    private static AmazonCloudWatchLogsClient Client(ScriptedServer server) =>
        new(ScriptedServer.Credentials, server.Configure(new AmazonCloudWatchLogsConfig()));

    // The last answer is given again and again.
    private static Task<ScriptedServer> AnswersAsync(params string[] answers)
    {
        var asked = 0;
        return ScriptedServer.StartAsync(context => JsonAsync(context, answers[Math.Min(asked++, answers.Length - 1)]));
    }

    private static Task JsonAsync(HttpContext context, string json)
    {
        context.Response.ContentType = "application/x-amz-json-1.1";
        return context.Response.WriteAsync(json);
    }
}
