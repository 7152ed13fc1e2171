using Amazon.CloudWatchLogs;
using Amazon.CloudWatchLogs.Model;
using FlowWatch.AwsSimulator.Logs;
using LogGroupClass = FlowWatch.AwsSimulator.Logs.LogGroupClass;

namespace FlowWatch.AwsSimulator.Tests.Logs.Operations;

public class DescribeOperationsTests
{
    [Fact]
    public async Task DescribeLogGroups_Group_HasItsSettings()
    {
        await using var server = await LogsServer.StartAsync();
        server.Group.RetentionInDays = 30;
        server.Group.KmsKeyId = "arn:aws:kms:eu-west-1:111122223333:key/1";
        server.Group.Class = LogGroupClass.InfrequentAccess;
        server.Group.Add("s", new SimulatedLogEvent(LogsServer.Start, "äbc"));

        var group = Assert.Single((await server.Client.DescribeLogGroupsAsync(new DescribeLogGroupsRequest())).LogGroups);

        Assert.Equal(LogsServer.LogGroup, group.LogGroupName);
        Assert.Equal((30, 4, server.Group.KmsKeyId), (group.RetentionInDays, group.StoredBytes, group.KmsKeyId));
        Assert.Equal("INFREQUENT_ACCESS", group.LogGroupClass.Value);
        Assert.Equal((server.Group.Arn + ":*", server.Group.Arn), (group.Arn, group.LogGroupArn));
        Assert.Equal(LogsServer.Start.UtcDateTime, group.CreationTime!.Value.ToUniversalTime());
    }

    [Fact]
    public async Task DescribeLogGroups_NoRetention_LeavesItOut()
    {
        await using var server = await LogsServer.StartAsync();

        var group = Assert.Single((await server.Client.DescribeLogGroupsAsync(new DescribeLogGroupsRequest())).LogGroups);

        Assert.Null(group.RetentionInDays);
        Assert.Null(group.KmsKeyId);
        Assert.Equal("STANDARD", group.LogGroupClass.Value);
    }

    [Fact]
    public async Task DescribeLogGroups_Many_ComeInPagesByName()
    {
        await using var server = await LogsServer.StartAsync();
        var region = server.Logs.In(SimulatedAws.DefaultAccount, LogsServer.Region);
        foreach (var index in Enumerable.Range(0, 120).Reverse()) _ = region.AddLogGroup($"/many/{index:000}");

        var names = new List<string>();
        var sizes = new List<int>();
        string? token = null;
        do
        {
            var page = await server.Client.DescribeLogGroupsAsync(new DescribeLogGroupsRequest { LogGroupNamePrefix = "/many/", NextToken = token });
            names.AddRange(page.LogGroups.Select(group => group.LogGroupName));
            sizes.Add(page.LogGroups.Count);
            token = page.NextToken;
        }
        while (token is not null);

        Assert.Equal([50, 50, 20], sizes);
        Assert.Equal(Enumerable.Range(0, 120).Select(index => $"/many/{index:000}"), names);
    }

    [Fact]
    public async Task DescribeLogGroups_Others_AreNotShown()
    {
        await using var server = await LogsServer.StartAsync();
        _ = server.Logs.In("444455556666", LogsServer.Region).AddLogGroup("/theirs");
        _ = server.Logs.In(SimulatedAws.DefaultAccount, "us-east-1").AddLogGroup("/elsewhere");

        var groups = (await server.Client.DescribeLogGroupsAsync(new DescribeLogGroupsRequest { Limit = 50 })).LogGroups;

        Assert.Equal(LogsServer.LogGroup, Assert.Single(groups).LogGroupName);
    }

    [Fact]
    public async Task DescribeLogGroups_BadTokenOrLimit_IsInvalid()
    {
        await using var server = await LogsServer.StartAsync();

        _ = await Assert.ThrowsAsync<InvalidParameterException>(() => server.Client.DescribeLogGroupsAsync(new DescribeLogGroupsRequest { NextToken = "x" }));
        _ = await Assert.ThrowsAsync<InvalidParameterException>(() => server.Client.DescribeLogGroupsAsync(new DescribeLogGroupsRequest { Limit = 51 }));
    }

    [Fact]
    public async Task DescribeLogStreams_ByName_HaveTheirTimes()
    {
        await using var server = await LogsServer.StartAsync();
        server.Group.Add("b", new SimulatedLogEvent(LogsServer.Start.AddSeconds(3), "x"));
        server.Group.Add("a", new(LogsServer.Start, "x"), new SimulatedLogEvent(LogsServer.Start.AddSeconds(1), "x", LogsServer.Start.AddSeconds(30)));

        var streams = (await server.Client.DescribeLogStreamsAsync(new DescribeLogStreamsRequest { LogGroupName = LogsServer.LogGroup })).LogStreams;

        Assert.Equal(["a", "b"], streams.Select(stream => stream.LogStreamName));
        Assert.Equal(
            (LogsServer.Start.UtcDateTime, LogsServer.Start.AddSeconds(1).UtcDateTime, LogsServer.Start.AddSeconds(30).UtcDateTime),
            (streams[0].FirstEventTimestamp!.Value.ToUniversalTime(), streams[0].LastEventTimestamp!.Value.ToUniversalTime(), streams[0].LastIngestionTime!.Value.ToUniversalTime()));
    }

    [Fact]
    public async Task DescribeLogStreams_ByLastEventDescending_HasTheNewestFirst()
    {
        await using var server = await LogsServer.StartAsync();
        foreach (var (stream, second) in new[] { ("a", 2), ("b", 3), ("c", 1) }) server.Group.Add(stream, new SimulatedLogEvent(LogsServer.Start.AddSeconds(second), "x"));

        var page = await server.Client.DescribeLogStreamsAsync(
            new DescribeLogStreamsRequest { LogGroupName = LogsServer.LogGroup, OrderBy = OrderBy.LastEventTime, Descending = true, Limit = 2 });
        var refusal = await Assert.ThrowsAsync<InvalidParameterException>(() => server.Client.DescribeLogStreamsAsync(
            new DescribeLogStreamsRequest { LogGroupName = LogsServer.LogGroup, OrderBy = OrderBy.LastEventTime, LogStreamNamePrefix = "a" }));

        Assert.Equal(["b", "a"], page.LogStreams.Select(stream => stream.LogStreamName));
        Assert.NotNull(page.NextToken);
        Assert.Contains("LastEventTime", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task DescribeLogStreams_LogGroupThatIsNotThere_IsNotFound()
    {
        await using var server = await LogsServer.StartAsync();

        _ = await Assert.ThrowsAsync<ResourceNotFoundException>(() => server.Client.DescribeLogStreamsAsync(new DescribeLogStreamsRequest { LogGroupName = "/gone" }));
    }

    [Fact]
    public async Task DescribeSubscriptionFilters_Filters_AreShown()
    {
        await using var server = await LogsServer.StartAsync();
        server.Group.SubscriptionFilters.Add(new("to-archive", "arn:aws:firehose:eu-west-1:111122223333:deliverystream/archive", RoleArn: "arn:aws:iam::111122223333:role/r"));

        var filters = await server.Client.DescribeSubscriptionFiltersAsync(new DescribeSubscriptionFiltersRequest { LogGroupName = LogsServer.LogGroup });

        var filter = Assert.Single(filters.SubscriptionFilters);
        Assert.Equal(("to-archive", "", "arn:aws:iam::111122223333:role/r"), (filter.FilterName, filter.FilterPattern, filter.RoleArn));
        Assert.EndsWith("deliverystream/archive", filter.DestinationArn, StringComparison.Ordinal);
    }

    [Fact]
    public async Task DescribeExportTasks_Tasks_AreShownByStatus()
    {
        await using var server = await LogsServer.StartAsync();
        var tasks = server.Logs.In(SimulatedAws.DefaultAccount, LogsServer.Region).ExportTasks;
        tasks.Add(new("t1", LogsServer.LogGroup, LogsServer.Start, LogsServer.Start.AddDays(1), "archive") { CompletedAt = LogsServer.Start.AddDays(2) });
        tasks.Add(new("t2", LogsServer.LogGroup, LogsServer.Start, LogsServer.Start.AddDays(1), "archive", Status: "FAILED") { StatusMessage = "no bucket" });

        var failed = Assert.Single((await server.Client.DescribeExportTasksAsync(new DescribeExportTasksRequest { StatusCode = ExportTaskStatusCode.FAILED })).ExportTasks);
        var all = (await server.Client.DescribeExportTasksAsync(new DescribeExportTasksRequest())).ExportTasks;

        Assert.Equal(("t2", "no bucket", "archive"), (failed.TaskId, failed.Status.Message, failed.Destination));
        Assert.Equal(["t1", "t2"], all.Select(task => task.TaskId));
        Assert.Equal(LogsServer.Start.AddDays(2).ToUnixTimeMilliseconds(), all[0].ExecutionInfo.CompletionTime);
        Assert.Null(all[1].ExecutionInfo.CompletionTime);
    }
}
