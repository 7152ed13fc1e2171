using System.Globalization;
using System.Net;
using FlowWatch.AwsSimulator.Faults;
using FlowWatch.AwsSimulator.Logs;
using FlowWatch.Core.Accounts;
using LogGroupClass = FlowWatch.Core.Accounts.LogGroupClass;

namespace FlowWatch.Aws.Tests.CloudWatchLogs;

public class LogGroupReaderTests
{
    private const string Group = "/aws/vpc/flowlogs/production";

    public static TheoryData<string, SimulatedFault, FactFailureKind> Faults => new()
    {
        { "throttled", SimulatedFault.Throttled, FactFailureKind.Throttled },
        { "internal", SimulatedFault.InternalError, FactFailureKind.Unavailable },
        { "unavailable", SimulatedFault.Unavailable, FactFailureKind.Unavailable },
        { "reset", SimulatedFault.ConnectionReset, FactFailureKind.Unavailable },
        { "expired", SimulatedFault.ExpiredToken, FactFailureKind.NoCredentials },
        { "denied", SimulatedFault.AccessDenied, FactFailureKind.AccessDenied },
        { "wrong", SimulatedFault.Error("InvalidParameterException", HttpStatusCode.BadRequest), FactFailureKind.Unexpected },
    };

    [Fact]
    public async Task DetailsAsync_Group_IsToldInFull()
    {
        await using var account = await AccountFixture.StartAsync();
        var group = In(account).AddLogGroup(Group);
        (group.RetentionInDays, group.StoredBytes, group.KmsKeyId, group.Class) = (30, 5_000_000_000, "arn:aws:kms:eu-central-1:444455556666:key/1", AwsSimulator.Logs.LogGroupClass.InfrequentAccess);

        var details = (await account.Readers().LogGroups(account.Target).DetailsAsync(Group, CancellationToken.None)).Value;

        Assert.Equal(
            new LogGroupDetails
            {
                Name = Group,
                Arn = "arn:aws:logs:eu-central-1:444455556666:log-group:/aws/vpc/flowlogs/production",
                RetentionDays = 30,
                Class = LogGroupClass.InfrequentAccess,
                StoredBytes = 5_000_000_000,
                CreatedAt = account.Time.GetUtcNow(),
                KmsKeyArn = "arn:aws:kms:eu-central-1:444455556666:key/1",
            },
            details);
    }

    [Fact]
    public async Task DetailsAsync_KeptForEver_HasNoRetention()
    {
        await using var account = await AccountFixture.StartAsync();
        In(account).AddLogGroup(Group);

        var details = (await account.Readers().LogGroups(account.Target).DetailsAsync(Group, CancellationToken.None)).Value!;

        Assert.Equal((null, LogGroupClass.Standard, null), (details.RetentionDays, details.Class, details.KmsKeyArn));
    }

    [Fact]
    public async Task DetailsAsync_OnlyLongerNames_IsNotFound()
    {
        await using var account = await AccountFixture.StartAsync();
        for (var number = 0; number < 120; number++) In(account).AddLogGroup(string.Create(CultureInfo.InvariantCulture, $"{Group}-{number:d3}"));

        var failure = (await account.Readers().LogGroups(account.Target).DetailsAsync(Group, CancellationToken.None)).Failure;

        Assert.Equal((FactFailureKind.NotFound, "logs:DescribeLogGroups", Group), (failure?.Kind, failure?.Action, failure?.Resource));
        Assert.Equal(3, account.Aws.Requests.Count);
    }

    [Fact]
    public async Task ActivityAsync_Events_TellTheLast()
    {
        await using var account = await AccountFixture.StartAsync();
        var now = account.Time.GetUtcNow();
        var group = In(account).AddLogGroup(Group);
        group.Add("eni-1-all", new SimulatedLogEvent(now.AddMinutes(-20), "a", now.AddMinutes(-1)));
        group.Add("eni-2-all", new SimulatedLogEvent(now.AddMinutes(-10), "b", now.AddMinutes(-5)));

        Assert.Equal(
            new LogGroupActivity(now.AddMinutes(-10), now.AddMinutes(-1)),
            (await account.Readers().LogGroups(account.Target).ActivityAsync(Group, CancellationToken.None)).Value);
    }

    [Fact]
    public async Task ActivityAsync_NoEvents_IsKnownAndNoGroupIsNot()
    {
        await using var account = await AccountFixture.StartAsync();
        var reader = account.Readers().LogGroups(account.Target);

        var failure = (await reader.ActivityAsync(Group, CancellationToken.None)).Failure;
        Assert.Equal((FactFailureKind.NotFound, "logs:DescribeLogStreams", Group), (failure?.Kind, failure?.Action, failure?.Resource));

        In(account).AddLogGroup(Group);
        Assert.Equal(new LogGroupActivity(null, null), (await reader.ActivityAsync(Group, CancellationToken.None)).Value);
    }

    [Theory]
    [InlineData(null, null, 0, 5, "0,1,2,3,4,5")]
    [InlineData(null, null, 2, 4, "2,3,4")]
    [InlineData("REJECT", null, 0, 5, "1,3,5")]
    [InlineData(null, "eni-1", 0, 5, "0,2,4")]
    [InlineData("REJECT", "eni-1", 0, 5, "")]
    public async Task EventsAsync_Filter_ChoosesBothEndsIncluded(string? pattern, string? stream, int from, int to, string expected)
    {
        await using var account = await AccountFixture.StartAsync();
        var start = Fill(account, 6);

        var events = (await account.Readers().LogGroups(account.Target).EventsAsync(
            new LogEventFilter { LogGroup = Group, From = start.AddSeconds(from), To = start.AddSeconds(to), Pattern = pattern, StreamPrefix = stream },
            CancellationToken.None)).Value!;

        Assert.True(events.IsComplete);
        Assert.Equal(expected, string.Join(',', events.Events.Select(one => (one.Time - start).TotalSeconds.ToString(CultureInfo.InvariantCulture))));
        Assert.All(events.Events, one => Assert.Equal((one.Time.AddSeconds(30), 56), (one.IngestedAt, one.Id.Length)));
    }

    [Fact]
    public async Task EventsAsync_NotYetArrived_IsThereOnceItHas()
    {
        await using var account = await AccountFixture.StartAsync();
        var now = account.Time.GetUtcNow();
        In(account).AddLogGroup(Group).Add("eni-1-all", new SimulatedLogEvent(now.AddMinutes(-1), "late", now.AddMinutes(5)));
        var reader = account.Readers().LogGroups(account.Target);
        var filter = new LogEventFilter { LogGroup = Group, From = now.AddMinutes(-10) };

        Assert.Empty((await reader.EventsAsync(filter, CancellationToken.None)).Value!.Events);
        account.Time.Advance(TimeSpan.FromMinutes(5));
        Assert.Equal("late", Assert.Single((await reader.EventsAsync(filter, CancellationToken.None)).Value!.Events).Message);
    }

    [Theory]
    [InlineData(5, 200, false, 5)]
    [InlineData(6, 200, true, 6)]
    [InlineData(6, 4, true, 6)]
    [InlineData(6, 3, false, 0)]
    public async Task EventsAsync_Limits_AreKeptAndTold(int events, int pages, bool isComplete, int found)
    {
        await using var account = await AccountFixture.StartAsync();
        var start = Fill(account, 6);
        account.Aws.Logs.Options.EmptyFilterPages = 3;

        var result = (await account.Readers().LogGroups(account.Target).EventsAsync(
            new LogEventFilter { LogGroup = Group, From = start, MaximumEvents = events, MaximumPages = pages }, CancellationToken.None)).Value!;

        Assert.Equal((isComplete, found), (result.IsComplete, result.Events.Count));
    }

    [Fact]
    public async Task EventsAsync_ManyPages_AreWholeDespiteFaults()
    {
        await using var account = await AccountFixture.StartAsync();
        var start = Fill(account, 23_456);
        account.Aws.Faults.Add(SimulatedFault.Throttled, FaultScope.Of("logs"), times: 1, after: 1);
        account.Aws.Faults.Add(SimulatedFault.ConnectionReset, FaultScope.Of("logs"), times: 1, after: 2);

        var events = (await account.Readers(attempts: 4).LogGroups(account.Target).EventsAsync(
            new LogEventFilter { LogGroup = Group, From = start, MaximumEvents = 30_000 }, CancellationToken.None)).Value!;

        Assert.Equal((true, 23_456), (events.IsComplete, events.Events.Select(one => one.Id).Distinct().Count()));
        Assert.Equal(events.Events.OrderBy(one => one.Time).Select(one => one.Id), events.Events.Select(one => one.Id));
    }

    [Theory]
    [MemberData(nameof(Faults), DisableDiscoveryEnumeration = true)]
    public async Task Reader_Fault_IsAFailureOfItsKind(string name, SimulatedFault fault, FactFailureKind kind)
    {
        await using var account = await AccountFixture.StartAsync();
        var start = Fill(account, 3);
        account.Aws.Faults.Add(fault, FaultScope.Of("logs"));
        var reader = account.Readers().LogGroups(account.Target);

        var details = (await reader.DetailsAsync(Group, CancellationToken.None)).Failure;
        var activity = (await reader.ActivityAsync(Group, CancellationToken.None)).Failure;
        var events = (await reader.EventsAsync(new LogEventFilter { LogGroup = Group, From = start }, CancellationToken.None)).Failure;

        Assert.Equal((name, kind, kind, kind), (name, details?.Kind, activity?.Kind, events?.Kind));
        Assert.Equal(("logs:DescribeLogGroups", "logs:DescribeLogStreams", "logs:FilterLogEvents"), (details?.Action, activity?.Action, events?.Action));
    }

    [Fact]
    public async Task Reader_TheDocumentedPermissions_AreEnough()
    {
        await using var account = await AccountFixture.StartAsync();
        var start = Fill(account, 3);
        var reader = account.Readers(AccountFixture.Allowing("logs:DescribeLogGroups", "logs:DescribeLogStreams", "logs:FilterLogEvents")).LogGroups(account.Target);

        Assert.True((await reader.DetailsAsync(Group, CancellationToken.None)).IsKnown);
        Assert.True((await reader.ActivityAsync(Group, CancellationToken.None)).IsKnown);
        Assert.True((await reader.EventsAsync(new LogEventFilter { LogGroup = Group, From = start }, CancellationToken.None)).IsKnown);
    }

    [Fact]
    public async Task Reader_Cancelled_Throws()
    {
        await using var account = await AccountFixture.StartAsync();
        using var source = new CancellationTokenSource();
        await source.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => account.Readers().LogGroups(account.Target).DetailsAsync(Group, source.Token));
    }

    private static SimulatedLogsRegion In(AccountFixture account) => account.Aws.Logs.In(TestTargets.Account, AccountFixture.Region);

    // An event each second; even ones of one interface and accepted, odd ones of another and refused.
    private static DateTimeOffset Fill(AccountFixture account, int count)
    {
        var start = account.Time.GetUtcNow().AddDays(-1);
        var group = In(account).AddLogGroup(Group);
        foreach (var side in Enumerable.Range(0, count).GroupBy(number => number % 2))
        {
            group.Add(
                side.Key == 0 ? "eni-1-all" : "eni-2-all",
                side.Select(number => new SimulatedLogEvent(start.AddSeconds(number), side.Key == 0 ? "ACCEPT" : "REJECT", start.AddSeconds(number + 30))));
        }

        return start;
    }
}
