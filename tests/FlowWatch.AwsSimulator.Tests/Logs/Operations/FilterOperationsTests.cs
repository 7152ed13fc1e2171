using Amazon.CloudWatchLogs.Model;
using FlowWatch.AwsSimulator.Logs;
using FlowWatch.AwsSimulator.Logs.Operations;
using FlowWatch.AwsSimulator.Wire;

namespace FlowWatch.AwsSimulator.Tests.Logs.Operations;

public class FilterOperationsTests
{
    [Theory]
    [InlineData("", "anything", true)]
    [InlineData("REJECT", "a REJECT b", true)]
    [InlineData("REJECT", "a reject b", false)]
    [InlineData("a b", "b and a", true)]
    [InlineData("a b", "only a", false)]
    [InlineData("\"10.0.1.100\"", "2 1 eni-1 10.0.1.100 10.0.0.2", true)]
    [InlineData("\"10.0.1.100\"", "2 1 eni-1 10.0.1.10 10.0.0.2", false)]
    [InlineData("\"a b\" c", "c a b", true)]
    [InlineData("\"a b\"", "b a", false)]
    [InlineData("?x ?y", "y", true)]
    [InlineData("?x ?y", "z", false)]
    [InlineData("a -b", "a", true)]
    [InlineData("a -b", "a b", false)]
    public void Matches_Pattern_LooksForTerms(string pattern, string message, bool expected) => Assert.Equal(expected, FilterPattern.Parse(pattern).Matches(message));

    [Theory]
    [InlineData("10.0.1.100", "InvalidParameterException")]
    [InlineData("eni-1", "InvalidParameterException")]
    [InlineData("\"a", "InvalidParameterException")]
    [InlineData("-", "InvalidParameterException")]
    [InlineData("{ $.a = 1 }", "UnsupportedBySimulatorException")]
    [InlineData("[a, b]", "UnsupportedBySimulatorException")]
    public void Parse_OtherPattern_IsRefused(string pattern, string code) =>
        Assert.Equal(code, Assert.Throws<SimulatedServiceException>(() => FilterPattern.Parse(pattern)).Code);

    [Fact]
    public async Task Filter_Events_HaveTheirTimesAndStreams()
    {
        await using var server = await LogsServer.StartAsync();
        server.Group.AddFlowLog([InsightsQuery.Record(action: "REJECT"), InsightsQuery.Record()], new() { Delay = _ => TimeSpan.FromMinutes(5) });

        var found = await server.Client.FilterLogEventsAsync(new FilterLogEventsRequest { LogGroupName = LogsServer.LogGroup, FilterPattern = "REJECT" });

        var one = Assert.Single(found.Events);
        Assert.Equal((InsightsQuery.Record(action: "REJECT"), "eni-0a1b2c3d4e5f60718-all"), (one.Message, one.LogStreamName));
        Assert.Equal((LogsServer.Start.ToUnixTimeMilliseconds(), LogsServer.Start.AddMinutes(6).ToUnixTimeMilliseconds()), (one.Timestamp, one.IngestionTime));
        Assert.Null(found.NextToken);
    }

    [Fact]
    public async Task Filter_TimeAndStreams_AreKept()
    {
        await using var server = await LogsServer.StartAsync();
        foreach (var second in Enumerable.Range(0, 5)) server.Group.Add(second % 2 == 0 ? "even" : "odd", new SimulatedLogEvent(LogsServer.Start.AddSeconds(second), $"{second}"));
        server.Group.Add("even", new SimulatedLogEvent(LogsServer.Start.AddSeconds(2), "on its way", LogsServer.Start.AddDays(1)));

        var found = await server.Client.FilterLogEventsAsync(new FilterLogEventsRequest
        {
            LogGroupIdentifier = server.Group.Arn,
            LogStreamNames = ["even"],
            StartTime = LogsServer.Start.AddSeconds(1).ToUnixTimeMilliseconds(),
            EndTime = LogsServer.Start.AddSeconds(4).ToUnixTimeMilliseconds(),
        });

        Assert.Equal(["2", "4"], found.Events.Select(one => one.Message));
    }

    [Fact]
    public async Task Filter_Pages_MayBeEmptyAndAreNotTheEnd()
    {
        await using var server = await LogsServer.StartAsync();
        server.Logs.Options.EmptyFilterPages = 2;
        server.Group.Add("s", Enumerable.Range(0, 7).Select(index => new SimulatedLogEvent(LogsServer.Start.AddSeconds(index), $"{index}")));

        var sizes = new List<int>();
        var messages = new List<string>();
        string? token = null;
        do
        {
            var page = await server.Client.FilterLogEventsAsync(new FilterLogEventsRequest { LogGroupName = LogsServer.LogGroup, Limit = 3, NextToken = token });
            sizes.Add(page.Events?.Count ?? 0);
            messages.AddRange((page.Events ?? []).Select(one => one.Message));
            token = page.NextToken;
        }
        while (token is not null);

        Assert.Equal([0, 0, 3, 3, 1], sizes);
        Assert.Equal(["0", "1", "2", "3", "4", "5", "6"], messages);
    }

    [Fact]
    public async Task Filter_LogGroupThatIsNotThereOrTwo_IsRefused()
    {
        await using var server = await LogsServer.StartAsync();

        _ = await Assert.ThrowsAsync<ResourceNotFoundException>(() => server.Client.FilterLogEventsAsync(new FilterLogEventsRequest { LogGroupName = "/gone" }));
        _ = await Assert.ThrowsAsync<InvalidParameterException>(() => server.Client.FilterLogEventsAsync(new FilterLogEventsRequest()));
    }
}
