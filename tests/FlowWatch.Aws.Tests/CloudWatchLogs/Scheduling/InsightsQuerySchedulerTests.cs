using System.Net;
using Amazon.Runtime;
using FlowWatch.Aws.CloudWatchLogs.Scheduling;
using FlowWatch.Aws.Credentials;
using FlowWatch.AwsSimulator.Faults;
using FlowWatch.AwsSimulator.Logs;
using FlowWatch.AwsSimulator.Policies;
using FlowWatch.Core.Accounts;
using FlowWatch.Core.Targets;

namespace FlowWatch.Aws.Tests.CloudWatchLogs.Scheduling;

public class InsightsQuerySchedulerTests
{
    private static readonly InsightsSettings Short = new() { StartsPerSecond = 100, QueryDeadline = TimeSpan.FromSeconds(60) };

    [Fact]
    public async Task RunAsync_QueryCompletes_GivesAllRowsAndWhatWasRead()
    {
        await using var fixture = await SchedulerFixture.StartAsync();
        fixture.Aws.Logs.Options.Course = _ => QueryCourse.Of(TimeSpan.FromSeconds(3));

        var result = await fixture.RunAsync();

        Assert.Equal((InsightsOutcome.Complete, null, 1), (result.Outcome, result.Message, result.QueriesStarted));
        Assert.Equal(["10.0.0.1=3", "10.0.0.2=1"], result.Rows.Select(row => $"{row["srcAddr"]}={row["records"]}").Order());
        Assert.Equal((4, 4), (result.Statistics.RecordsScanned, result.Statistics.RecordsMatched));
        Assert.InRange(result.Statistics.BytesScanned, 300, 1_000);
        Assert.InRange(fixture.Calls("GetQueryResults"), 2, 16);
    }

    [Fact]
    public async Task RunAsync_RowsOfEvents_HaveNoPointer()
    {
        await using var fixture = await SchedulerFixture.StartAsync();

        var result = await fixture.RunAsync(SchedulerFixture.Request(query: "fields srcAddr, bytes | limit 1"));

        Assert.Equal(["bytes", "srcAddr"], Assert.Single(result.Rows).Keys.Order());
    }

    [Fact]
    public async Task RunAsync_BeforeTheLogGroupWasMade_IsCompleteAndEmpty()
    {
        await using var fixture = await SchedulerFixture.StartAsync();
        var request = SchedulerFixture.Request();

        var result = await fixture.RunAsync(request with { FromInclusive = request.FromInclusive - 86_400, ToInclusive = request.FromInclusive - 85_500 });

        Assert.Equal((InsightsOutcome.Complete, null, 0), (result.Outcome, result.Message, result.Rows.Count));
    }

    [Fact]
    public async Task RunAsync_BeyondTheRetention_IsNotKept()
    {
        await using var fixture = await SchedulerFixture.StartAsync();
        var target = SchedulerFixture.Target("old", "444455556661");
        var group = fixture.LogGroup(target);
        group.CreatedAt = group.CreatedAt.AddDays(-10);
        group.RetentionInDays = 1;
        var request = SchedulerFixture.Request(target);

        var result = await fixture.RunAsync(request with { FromInclusive = request.FromInclusive - (5 * 86_400), ToInclusive = request.ToInclusive - (5 * 86_400) });

        Assert.Equal(InsightsOutcome.NotKept, result.Outcome);
        Assert.Contains("retention", result.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(fixture.Logger.Entries, entry => entry.StartsWith("QueryMalformed", StringComparison.Ordinal));
    }

    [Fact]
    public async Task RunAsync_ManyQueries_RunAsManyAtOnceAsAllowed()
    {
        await using var fixture = await SchedulerFixture.StartAsync();
        fixture.Aws.Logs.Options.Course = _ => QueryCourse.Of(TimeSpan.FromSeconds(2));

        var results = await fixture.EndAsync(Task.WhenAll(Enumerable.Range(0, 60).Select(_ => fixture.Begin())));

        Assert.All(results, result => Assert.Equal(InsightsOutcome.Complete, result.Outcome));
        Assert.Equal((60, 20), (fixture.Aws.Logs.Counters.QueriesStarted, fixture.Aws.Logs.Counters.MostAtOnce));
        Assert.Equal(20, results.Count(result => result.Waited < TimeSpan.FromSeconds(1)));
    }

    [Fact]
    public async Task RunAsync_SeveralAccounts_DoNotWaitForEachOther()
    {
        await using var fixture = await SchedulerFixture.StartAsync(new InsightsSettings { ConcurrentQueries = 1 });
        fixture.Aws.Logs.Options.Course = _ => QueryCourse.Of(TimeSpan.FromSeconds(5));
        var targets = Enumerable.Range(1, 5).Select(number => SchedulerFixture.Target($"t{number}", $"44445555666{number}")).ToList();
        foreach (var target in targets) fixture.LogGroup(target);

        var results = await fixture.EndAsync(Task.WhenAll(targets.Select(target => fixture.Begin(SchedulerFixture.Request(target)))));

        Assert.All(results, result => Assert.InRange(result.Waited, TimeSpan.Zero, TimeSpan.FromSeconds(1)));
    }

    [Fact]
    public async Task RunAsync_OneTargetAsksAHundredTimes_AnotherIsServedInTurn()
    {
        await using var fixture = await SchedulerFixture.StartAsync(new InsightsSettings { ConcurrentQueries = 2, StartsPerSecond = 100 });
        fixture.Aws.Logs.Options.Course = _ => QueryCourse.Of(TimeSpan.FromSeconds(1));
        var (busy, quiet) = (SchedulerFixture.Target("busy"), SchedulerFixture.Target("quiet"));

        var many = Enumerable.Range(0, 20).Select(_ => fixture.Begin(SchedulerFixture.Request(busy))).ToList();
        var one = await fixture.RunAsync(SchedulerFixture.Request(quiet));

        Assert.InRange(many.Count(task => task.IsCompleted), 1, 5);
        await fixture.EndAsync(Task.WhenAll(many));
        Assert.Equal(InsightsOutcome.Complete, one.Outcome);
    }

    [Fact]
    public async Task RunAsync_ManyShortQueries_KeepAllPlacesBusy()
    {
        await using var fixture = await SchedulerFixture.StartAsync(new InsightsSettings { ConcurrentQueries = 20, StartsPerSecond = 10 });
        fixture.Aws.Logs.Options.Course = _ => QueryCourse.Of(TimeSpan.FromSeconds(3));
        var begun = fixture.Time.GetUtcNow();

        var results = await fixture.EndAsync(Task.WhenAll(Enumerable.Range(0, 400).Select(_ => fixture.Begin())));

        // 400 queries of 3 seconds, 20 at once, are 60 seconds; the first twenty begin over two.
        Assert.All(results, result => Assert.Equal(InsightsOutcome.Complete, result.Outcome));
        Assert.InRange(fixture.Time.GetUtcNow() - begun, TimeSpan.FromSeconds(60), TimeSpan.FromSeconds(67));
        Assert.InRange(fixture.Calls("GetQueryResults") / 400.0, 1, 1.4);
    }

    [Fact]
    public async Task RunAsync_StartRateOfTheAccount_IsKept()
    {
        await using var fixture = await SchedulerFixture.StartAsync(new InsightsSettings { StartsPerSecond = 5 });

        var results = await fixture.EndAsync(Task.WhenAll(Enumerable.Range(0, 30).Select(_ => fixture.Begin())));

        var starts = fixture.Aws.Requests.Where(request => request.Action == "StartQuery").Select(request => request.Time).ToList();
        Assert.All(results, result => Assert.Equal(InsightsOutcome.Complete, result.Outcome));
        Assert.All(starts.Zip(starts.Skip(6)), pair => Assert.True(pair.Second - pair.First >= TimeSpan.FromSeconds(0.95), $"{pair}"));
    }

    [Fact]
    public async Task RunAsync_AccountHasNoRoomForMore_WaitsAndRunsFewerForAWhile()
    {
        await using var fixture = await SchedulerFixture.StartAsync();
        fixture.Aws.Logs.Options.MaximumConcurrentQueries = 3;
        fixture.Aws.Logs.Options.Course = _ => QueryCourse.Of(TimeSpan.FromSeconds(2));

        var results = await fixture.EndAsync(Task.WhenAll(Enumerable.Range(0, 30).Select(_ => fixture.Begin())));

        Assert.All(results, result => Assert.Equal((InsightsOutcome.Complete, 1), (result.Outcome, result.QueriesStarted)));
        Assert.Contains(fixture.Logger.Entries, entry => entry.StartsWith("NoRoomForQuery: Warning: ", StringComparison.Ordinal));

        // Without narrowing, each of the ten rounds would bring seventeen refusals.
        Assert.InRange(fixture.Calls("StartQuery"), 31, 80);
    }

    [Fact]
    public async Task RunAsync_AccountHasNoRoomAtAll_IsThrottledAtTheDeadline()
    {
        await using var fixture = await SchedulerFixture.StartAsync(Short);
        fixture.Aws.Faults.Add(SimulatedFault.LimitExceeded, FaultScope.Of("logs", "StartQuery"));

        var result = await fixture.RunAsync();

        Assert.Equal((InsightsOutcome.Throttled, 0), (result.Outcome, result.QueriesStarted));
        Assert.EndsWith("; still after 60 seconds.", result.Message, StringComparison.Ordinal);
        Assert.InRange(fixture.Calls("StartQuery"), 4, 10);
    }

    [Fact]
    public async Task RunAsync_AwsDoesNotUnderstandTheQuery_IsTriedOnceAndLoud()
    {
        await using var fixture = await SchedulerFixture.StartAsync();

        var result = await fixture.RunAsync(SchedulerFixture.Request(query: "stats count(* by srcAddr"));

        Assert.Equal((InsightsOutcome.Malformed, 0), (result.Outcome, result.QueriesStarted));
        Assert.Equal(1, fixture.Calls("StartQuery"));
        Assert.Contains(fixture.Logger.Entries, entry => entry.StartsWith("QueryMalformed: Error: ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task RunAsync_LogGroupIsGone_SaysSo()
    {
        await using var fixture = await SchedulerFixture.StartAsync();

        var result = await fixture.RunAsync(SchedulerFixture.Request(SchedulerFixture.Target() with { LogGroup = "/gone" }));

        Assert.Equal((InsightsOutcome.LogGroupNotFound, 1), (result.Outcome, fixture.Calls("StartQuery")));
        Assert.Contains("/gone", result.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task RunAsync_NotAllowed_SaysSo()
    {
        await using var fixture = await SchedulerFixture.StartAsync();
        fixture.Credentials = SchedulerFixture.Keys(fixture.Aws.AddUser(AwsSimulator.SimulatedAws.DefaultAccount, "nobody", SimulatedPolicies.AllowNothing));

        var result = await fixture.RunAsync();

        Assert.Equal((InsightsOutcome.AccessDenied, 1), (result.Outcome, fixture.Calls("StartQuery")));
        Assert.Contains("logs:StartQuery", result.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task RunAsync_MayStartButNotRead_StopsTheQuery()
    {
        await using var fixture = await SchedulerFixture.StartAsync();
        fixture.Aws.Logs.Options.Course = _ => QueryCourse.Never;
        fixture.Aws.Faults.Add(SimulatedFault.AccessDenied, FaultScope.Of("logs", "GetQueryResults"));

        var result = await fixture.RunAsync();

        Assert.Equal((InsightsOutcome.AccessDenied, 1), (result.Outcome, fixture.Aws.Logs.Counters.Stops));
    }

    public static TheoryData<string, SimulatedFault, int> PassingFaults => new()
    {
        { "throttled", SimulatedFault.Throttled, 3 },
        { "500", SimulatedFault.InternalError, 3 },
        { "503", SimulatedFault.Unavailable, 3 },
        { "garbage", SimulatedFault.GarbageBody, 2 },
        { "truncated", SimulatedFault.TruncatedBody, 2 },
        { "expired session", SimulatedFault.ExpiredToken, 1 },
        { "signature", SimulatedFault.Error("InvalidSignatureException", HttpStatusCode.BadRequest), 1 },
    };

    [Theory]
    [MemberData(nameof(PassingFaults))]
    public async Task RunAsync_StartFailsAFewTimes_IsTriedAgain(string name, SimulatedFault fault, int times)
    {
        await using var fixture = await SchedulerFixture.StartAsync();
        fixture.Aws.Faults.Add(fault, FaultScope.Of("logs", "StartQuery"), times);

        var result = await fixture.RunAsync();

        Assert.True(result.Outcome == InsightsOutcome.Complete, $"{name}: {result.Message}");
        Assert.Equal(2, result.Rows.Count);
        Assert.Equal(times + 1, fixture.Calls("StartQuery"));
    }

    [Theory]
    [MemberData(nameof(PassingFaults))]
    public async Task RunAsync_AskingFailsAFewTimes_IsAskedAgain(string name, SimulatedFault fault, int times)
    {
        await using var fixture = await SchedulerFixture.StartAsync();
        fixture.Aws.Faults.Add(fault, FaultScope.Of("logs", "GetQueryResults"), times);

        var result = await fixture.RunAsync();

        Assert.True(result.Outcome == InsightsOutcome.Complete, $"{name}: {result.Message}");
        Assert.Equal((2, 1), (result.Rows.Count, result.QueriesStarted));
        Assert.Equal((1, times + 1), (fixture.Calls("StartQuery"), fixture.Calls("GetQueryResults")));
    }

    [Fact]
    public async Task RunAsync_ConnectionBreaksAtTheStart_StartsAnotherAndCountsBoth()
    {
        await using var fixture = await SchedulerFixture.StartAsync();

        // The SDK repeats a broken connection by itself, ten times at most.
        fixture.Aws.Faults.Add(SimulatedFault.ConnectionReset, FaultScope.Of("logs", "StartQuery"), times: 12);

        var result = await fixture.RunAsync();

        Assert.Equal((InsightsOutcome.Complete, 2), (result.Outcome, result.QueriesStarted));
    }

    [Theory]
    [InlineData("StartQuery")]
    [InlineData("GetQueryResults")]
    public async Task RunAsync_ServiceIsOut_IsUnavailableAtTheDeadline(string action)
    {
        await using var fixture = await SchedulerFixture.StartAsync(Short);
        fixture.Aws.Logs.Options.Course = _ => QueryCourse.Never;
        fixture.Aws.Faults.Add(SimulatedFault.Unavailable, FaultScope.Of("logs", action));
        var begun = fixture.Time.GetUtcNow();

        var result = await fixture.RunAsync();

        Assert.Equal(InsightsOutcome.Unavailable, result.Outcome);
        Assert.InRange(fixture.Time.GetUtcNow() - begun, TimeSpan.FromSeconds(60), TimeSpan.FromSeconds(66));
        Assert.Equal(action == "StartQuery" ? 0 : 1, fixture.Aws.Logs.Counters.Stops);
        Assert.InRange(fixture.Calls(action), 4, 12);
    }

    [Fact]
    public async Task RunAsync_QueryNeverEnds_IsStoppedAtTheDeadline()
    {
        await using var fixture = await SchedulerFixture.StartAsync(Short);
        fixture.Aws.Logs.Options.Course = _ => QueryCourse.Never;

        var result = await fixture.RunAsync();

        Assert.Equal((InsightsOutcome.TimedOut, 1), (result.Outcome, result.QueriesStarted));
        Assert.Equal("The query 'services' of production-eu took longer than 60 seconds and was stopped.", result.Message);
        Assert.Empty(result.Rows);
        Assert.Equal(1, fixture.Aws.Logs.Counters.Stops);
    }

    [Fact]
    public async Task RunAsync_StopIsRefused_SaysSoAndDoesNotWaitLong()
    {
        await using var fixture = await SchedulerFixture.StartAsync(Short);
        fixture.Aws.Logs.Options.Course = _ => QueryCourse.Never;
        fixture.Aws.Faults.Add(SimulatedFault.Unavailable, FaultScope.Of("logs", "StopQuery"));
        var begun = fixture.Time.GetUtcNow();

        var result = await fixture.RunAsync();

        Assert.Equal(InsightsOutcome.TimedOut, result.Outcome);
        Assert.InRange(fixture.Time.GetUtcNow() - begun, TimeSpan.FromSeconds(60), TimeSpan.FromSeconds(66));
        Assert.Contains(fixture.Logger.Entries, entry => entry.StartsWith("QueryNotStopped: Warning: ", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(QueryEnd.Failed, InsightsOutcome.Failed, 2)]
    [InlineData(QueryEnd.Cancelled, InsightsOutcome.Cancelled, 1)]
    [InlineData(QueryEnd.Timeout, InsightsOutcome.TimedOut, 1)]
    public async Task RunAsync_QueryEndsOtherwise_GivesNoRows(QueryEnd end, InsightsOutcome outcome, int started)
    {
        await using var fixture = await SchedulerFixture.StartAsync();
        fixture.Aws.Logs.Options.Course = _ => new QueryCourse { Running = TimeSpan.FromSeconds(1), End = end };

        var result = await fixture.RunAsync();

        Assert.Equal((outcome, started, 0), (result.Outcome, result.QueriesStarted, result.Rows.Count));
        Assert.Contains("'services'", result.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task RunAsync_QueryFailsOnce_IsStartedAgain()
    {
        await using var fixture = await SchedulerFixture.StartAsync();
        var starts = 0;
        fixture.Aws.Logs.Options.Course = _ => new QueryCourse { End = starts++ == 0 ? QueryEnd.Failed : QueryEnd.Complete };

        var result = await fixture.RunAsync();

        Assert.Equal((InsightsOutcome.Complete, 2, 2), (result.Outcome, result.QueriesStarted, result.Rows.Count));
    }

    [Fact]
    public async Task RunAsync_StatusIsUnknown_IsAskedForUntilTheDeadline()
    {
        await using var fixture = await SchedulerFixture.StartAsync(Short);
        fixture.Aws.Logs.Options.Course = _ => new QueryCourse { Running = TimeSpan.FromSeconds(1), End = QueryEnd.Unknown };

        var result = await fixture.RunAsync();

        Assert.Equal((InsightsOutcome.TimedOut, 0), (result.Outcome, result.Rows.Count));
    }

    [Fact]
    public async Task RunAsync_QueryWaitsAtAwsFirst_IsWaitedFor()
    {
        await using var fixture = await SchedulerFixture.StartAsync();
        fixture.Aws.Logs.Options.Course = _ => new QueryCourse { Scheduled = TimeSpan.FromSeconds(4), Running = TimeSpan.FromSeconds(2) };

        Assert.Equal(InsightsOutcome.Complete, (await fixture.RunAsync()).Outcome);
    }

    [Fact]
    public async Task RunAsync_CancelledWhileItRuns_StopsTheQueryAndThrows()
    {
        await using var fixture = await SchedulerFixture.StartAsync();
        fixture.Aws.Logs.Options.Course = _ => QueryCourse.Never;
        using var cancellation = new CancellationTokenSource();
        var run = fixture.Begin(cancellationToken: cancellation.Token);
        await fixture.GoOnAsync(TimeSpan.FromSeconds(3));
        Assert.Equal(1, fixture.Aws.Logs.Counters.QueriesStarted);

        await cancellation.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => fixture.EndAsync(run));
        Assert.Equal(1, fixture.Aws.Logs.Counters.Stops);
    }

    [Fact]
    public async Task RunAsync_CancelledWhileItIsStarted_StopsTheQueryAllTheSame()
    {
        await using var fixture = await SchedulerFixture.StartAsync();
        fixture.Aws.Logs.Options.Course = _ => QueryCourse.Never;
        fixture.Aws.Faults.Add(SimulatedFault.Slow(TimeSpan.FromSeconds(2)), FaultScope.Of("logs", "StartQuery"));
        fixture.Hanging = 1;
        using var cancellation = new CancellationTokenSource();
        var answered = fixture.Time.GetUtcNow().AddSeconds(2);
        var run = fixture.Begin(cancellationToken: cancellation.Token);
        while (fixture.Time.Next != answered) await Task.Yield();

        await cancellation.CancelAsync();
        fixture.Time.MoveTo(answered);
        fixture.Hanging = 0;

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => fixture.EndAsync(run));
        Assert.Equal((1, 1), (fixture.Aws.Logs.Counters.QueriesStarted, fixture.Aws.Logs.Counters.Stops));
    }

    [Fact]
    public async Task RunAsync_CancelledWhileItWaits_StartsNothing()
    {
        await using var fixture = await SchedulerFixture.StartAsync(new InsightsSettings { ConcurrentQueries = 1 });
        fixture.Aws.Logs.Options.Course = _ => QueryCourse.Of(TimeSpan.FromSeconds(5));
        using var cancellation = new CancellationTokenSource();
        var first = fixture.Begin();
        var second = fixture.Begin(cancellationToken: cancellation.Token);
        await fixture.GoOnAsync(TimeSpan.FromSeconds(1));

        await cancellation.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => second);
        Assert.Equal(InsightsOutcome.Complete, (await fixture.EndAsync(first)).Outcome);
        Assert.Equal(1, fixture.Aws.Logs.Counters.QueriesStarted);
    }

    [Fact]
    public async Task RunAsync_AnswerNeverComes_IsStoppedAtTheDeadline()
    {
        await using var fixture = await SchedulerFixture.StartAsync(Short);
        fixture.Aws.Faults.Add(SimulatedFault.NeverAnswered, FaultScope.Of("logs", "GetQueryResults"));
        fixture.Hanging = 1;

        var result = await fixture.RunAsync();

        Assert.Equal(InsightsOutcome.TimedOut, result.Outcome);
    }

    [Fact]
    public async Task RunAsync_ClockIsWrong_StillWorks()
    {
        await using var fixture = await SchedulerFixture.StartAsync();
        fixture.Aws.Faults.ClockSkew = TimeSpan.FromMinutes(10);

        Assert.Equal(InsightsOutcome.Complete, (await fixture.RunAsync()).Outcome);
    }

    [Theory]
    [InlineData(CredentialFailureKind.Refused, 1)]
    [InlineData(CredentialFailureKind.Unavailable, 6)]
    public async Task RunAsync_NoCredentials_GivesUpSoon(CredentialFailureKind kind, int attempts)
    {
        await using var fixture = await SchedulerFixture.StartAsync();
        var source = new Credentials.FakeSessions();
        for (var i = 0; i < 10; i++) source.Answer(Credentials.FakeSessions.Failure("No.") with { Kind = kind });
        fixture.Credentials = new RenewingCredentials(source, TimeSpan.FromMinutes(15), fixture.Time, fixture.Logger);
        var begun = fixture.Time.GetUtcNow();

        var result = await fixture.RunAsync();

        Assert.Equal((InsightsOutcome.NoCredentials, 0), (result.Outcome, result.QueriesStarted));
        Assert.Contains("member role: No.", result.Message, StringComparison.Ordinal);
        Assert.InRange(fixture.Time.GetUtcNow() - begun, TimeSpan.Zero, TimeSpan.FromSeconds(20));
        Assert.Equal(attempts - 1, fixture.Logger.Entries.Count(entry => entry.StartsWith("QueryTriedAgain", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task RunAsync_CredentialsAreAwayWhileItRuns_IsWaitedFor()
    {
        await using var fixture = await SchedulerFixture.StartAsync();
        fixture.Aws.Logs.Options.Course = _ => QueryCourse.Of(TimeSpan.FromSeconds(45));
        var keys = new BasicAWSCredentials(fixture.Aws.Administrator.AccessKeyId, fixture.Aws.Administrator.SecretAccessKey).GetCredentials();
        var source = new Credentials.FakeSessions();
        var start = fixture.Time.GetUtcNow();
        source.Answer(new RoleSession(keys, start.AddSeconds(10), "x"));
        for (var i = 0; i < 3; i++) source.Answer(Credentials.FakeSessions.Failure("Away.") with { Kind = CredentialFailureKind.Unavailable });
        source.Answer(new RoleSession(keys, start.AddHours(1), "x"));
        source.Answer(new RoleSession(keys, start.AddHours(1), "x"));
        fixture.Credentials = new RenewingCredentials(source, TimeSpan.FromMinutes(15), fixture.Time, fixture.Logger);

        Assert.Equal(InsightsOutcome.Complete, (await fixture.RunAsync()).Outcome);
    }

    [Fact]
    public async Task EverythingThatIsLogged_HoldsNoQueryText()
    {
        await using var fixture = await SchedulerFixture.StartAsync();
        fixture.Aws.Faults.Add(SimulatedFault.Throttled, FaultScope.Of("logs", "StartQuery"), times: 2);

        await fixture.RunAsync(SchedulerFixture.Request(query: "filter srcAddr = \"10.99.98.97\" | stats count(*)"));

        Assert.InRange(fixture.Logger.Entries.Count, 3, 10);
        Assert.All(fixture.Logger.Entries, entry => Assert.DoesNotContain("10.99.98.97", entry, StringComparison.Ordinal));
    }
}
