using System.Text;
using FlowWatch.Core.Accounts;
using FlowWatch.Core.Alerts;
using FlowWatch.Core.Alerts.Outbox;
using FlowWatch.Core.Findings;
using FlowWatch.Core.Incidents;
using FlowWatch.Core.Incidents.Operations;
using FlowWatch.Core.Runs;
using FlowWatch.Core.Targets;
using FlowWatch.Core.Tests.Checks.Running;
using FlowWatch.Core.Tests.Reports;

namespace FlowWatch.Core.Tests.Incidents.Operations;

/// <summary>What FlowWatch tells of its own trouble: when it begins, whom it reaches, with which words, and when it counts as over. Through real runs, ledger, state and outbox.</summary>
public sealed class OperationalAlertsTests : IDisposable
{
    private const string Name = "production-eu";
    private const string Warning = "arn:aws:sns:eu-central-1:111122223333:warning";
    private const string Critical = "arn:aws:sns:eu-central-1:111122223333:critical";
    private const string Operations = "arn:aws:sns:eu-central-1:111122223333:operations";

    private readonly Deployment deployment = new()
    {
        Targets =
        [
            new MonitoredTarget
            {
                Name = Name, Environment = "production", Account = "111122223333", Region = "eu-central-1", LogGroup = "/aws/vpc/flowlogs/production",
                Topics = new AlertTopics { Warning = Warning, Critical = Critical, Levels = new Dictionary<EscalationLevel, string> { [EscalationLevel.Operations] = Operations } },
            },
        ],
    };

    public void Dispose() => deployment.Dispose();

    [Theory]
    [InlineData(FactFailureKind.AccessDenied)]
    [InlineData(FactFailureKind.NoCredentials)]
    public async Task AccessRefused_OnOpening_IsToldAtOnceAndOnceAndIsOverWhenAWindowIsJudged(FactFailureKind kind)
    {
        deployment.FlowLogs.Instead = _ => Refused(kind);
        await RunAsync();

        var incident = await TroubleAsync(OperationalTrouble.AccessRefused);
        Assert.Equal((IncidentStatus.New, Severity.High, EscalationLevel.Operations, 1), (incident.Status, incident.Severity, incident.Level, incident.Sequence));
        Assert.Equal([Critical, Operations], ToldOf(incident));
        if (kind == FactFailureKind.AccessDenied) MessageMatches(incident, "operations-access-refused");

        await LaterAsync(TimeSpan.FromMinutes(2));
        incident = await TroubleAsync(OperationalTrouble.AccessRefused);
        Assert.Equal((IncidentStatus.Ongoing, 2, 1), (incident.Status, incident.Occurrences, incident.Sequence));
        Assert.Equal(2, ToldOf(incident).Count);

        deployment.FlowLogs.Instead = _ => null;
        await LaterAsync(TimeSpan.FromMinutes(5));
        AssertOver(await TroubleAsync(OperationalTrouble.AccessRefused), "a window was judged again");
        Assert.Null(await FindAsync(OperationalTrouble.CheckFailing));
    }

    [Fact]
    public async Task AccessRefused_ByEveryQuery_IsToldAtOnce()
    {
        // The log group opens, as where only logs:StartQuery is missing.
        (deployment.FlowLogs.Unanswered, deployment.FlowLogs.QueryFailure) = (3, Refused(FactFailureKind.AccessDenied));
        await RunAsync();

        Assert.Equal([Critical, Operations], ToldOf(await TroubleAsync(OperationalTrouble.AccessRefused)));
    }

    [Fact]
    public async Task AccessRefused_OnSomeQueries_IsToldAndIsNotOverBeforeAllAreAnswered()
    {
        deployment.FlowLogs.AddPortScan(Name, "203.0.113.1", Deployment.Noon.AddMinutes(-18), TimeSpan.FromMinutes(1));
        (deployment.FlowLogs.Unanswered, deployment.FlowLogs.QueryFailure) = (1, Refused(FactFailureKind.AccessDenied));
        await RunAsync();
        Assert.Contains(await deployment.IncidentsAsync(Name), one => one.Detection == "PORT_SCAN");

        await LaterAsync(TimeSpan.FromMinutes(2));
        Assert.Equal(IncidentStatus.Ongoing, (await TroubleAsync(OperationalTrouble.AccessRefused)).Status);

        (deployment.FlowLogs.Unanswered, deployment.FlowLogs.QueryFailure) = (0, null);
        await LaterAsync(TimeSpan.FromMinutes(5));
        AssertOver(await TroubleAsync(OperationalTrouble.AccessRefused), "a window was judged again");
    }

    [Theory]
    [InlineData(FactFailureKind.Throttled)]
    [InlineData(FactFailureKind.Unavailable)]
    [InlineData(FactFailureKind.NotFound)]
    public async Task CheckFailing_ThirdTime_IsToldOverTheWarningTopicAndIsOverWhenAWindowIsJudged(FactFailureKind kind)
    {
        deployment.FlowLogs.Instead = _ => new FactFailure(kind, "logs:StartQuery", "/aws/vpc/flowlogs/production", "the service said no.");
        await RunAsync();
        await LaterAsync(TimeSpan.FromMinutes(2));
        Assert.Null(await FindAsync(OperationalTrouble.CheckFailing));
        Assert.Empty(deployment.Told.Accepted);

        await LaterAsync(TimeSpan.FromMinutes(3));
        var incident = await TroubleAsync(OperationalTrouble.CheckFailing);
        Assert.Equal((IncidentStatus.New, Severity.Medium, EscalationLevel.Operations), (incident.Status, incident.Severity, incident.Level));
        Assert.Contains("(attempt 3): logs:StartQuery on /aws/vpc/flowlogs/production: the service said no.", incident.Summary, StringComparison.Ordinal);
        Assert.Equal([Operations, Warning], ToldOf(incident));
        if (kind == FactFailureKind.Throttled) MessageMatches(incident, "operations-check-failing");

        deployment.FlowLogs.Instead = _ => null;
        await LaterAsync(TimeSpan.FromMinutes(10));
        AssertOver(await TroubleAsync(OperationalTrouble.CheckFailing), "a window was judged again");
    }

    [Fact]
    public async Task CheckFailing_QueriesStayUnanswered_IsToldThoughFindingsWereKept()
    {
        deployment.FlowLogs.AddPortScan(Name, "203.0.113.1", Deployment.Noon.AddMinutes(-18), TimeSpan.FromMinutes(1));
        deployment.FlowLogs.Unanswered = 1;
        await RunAsync();
        await LaterAsync(TimeSpan.FromMinutes(2));
        Assert.Null(await FindAsync(OperationalTrouble.CheckFailing));
        await LaterAsync(TimeSpan.FromMinutes(3));
        await LaterAsync(TimeSpan.FromMinutes(5));

        Assert.Equal((IncidentStatus.Ongoing, 2), ((await TroubleAsync(OperationalTrouble.CheckFailing)).Status, (await TroubleAsync(OperationalTrouble.CheckFailing)).Occurrences));
        deployment.FlowLogs.Unanswered = 0;
        await LaterAsync(TimeSpan.FromMinutes(10));
        AssertOver(await TroubleAsync(OperationalTrouble.CheckFailing), "a window was judged again");
    }

    [Fact]
    public async Task CheckAgeing_TimerNeverFires_IsToldAfterTheAlarmAgeAndIsOverOnceCaughtUp()
    {
        await RunAsync();
        // 12:00 to 12:10 is the first window that nobody begins; at 13:10 it has waited for an hour.
        await BeatAfterAsync(TimeSpan.FromMinutes(64));
        Assert.Null(await FindAsync(OperationalTrouble.CheckAgeing));

        await BeatAfterAsync(TimeSpan.FromMinutes(31));
        var incident = await TroubleAsync(OperationalTrouble.CheckAgeing);
        Assert.Equal((IncidentStatus.New, Severity.High, EscalationLevel.Operations), (incident.Status, incident.Severity, incident.Level));
        Assert.Equal([Critical, Operations], ToldOf(incident));
        MessageMatches(incident, "operations-check-ageing");

        while ((await RunAsync()).WindowsJudged > 0) await deployment.BeatAsync();
        await deployment.BeatAsync();
        AssertOver(await TroubleAsync(OperationalTrouble.CheckAgeing), "no window waits for too long any more");
    }

    [Fact]
    public async Task CheckAgeing_BeforeTheFirstRun_IsNotToldSinceLookingBackIsNoDelay()
    {
        await BeatAfterAsync(TimeSpan.FromHours(5));

        Assert.Empty(await deployment.IncidentsAsync(Name));
    }

    [Fact]
    public async Task CheckAgeing_WindowReopenedByLateRecords_AgesFromThenOn()
    {
        for (var round = 0; round < 8; round++) await LaterAsync(Deployment.Round);
        // Judged an hour ago, and looked at twice for late records: by its end it would be too old at once.
        var row = (await deployment.RowsAsync(Name)).Last(one => one.Looks == 2);
        Assert.True(await deployment.Ledger.ReviseAsync(Name, Deployment.Check, row, default));

        await deployment.BeatAsync();
        Assert.Null(await FindAsync(OperationalTrouble.CheckAgeing));

        await BeatAfterAsync(TimeSpan.FromMinutes(50));
        Assert.Null(await FindAsync(OperationalTrouble.CheckAgeing));
        await BeatAfterAsync(TimeSpan.FromMinutes(15));
        await TroubleAsync(OperationalTrouble.CheckAgeing);
    }

    [Fact]
    public async Task NoRecords_AnHourJudgedWithoutAny_IsToldAndIsOverWhenTheyArrive()
    {
        // The first run judges twenty minutes: too little to tell.
        for (var round = 0; round < 4; round++)
        {
            await LaterAsync(Deployment.Round);
            await deployment.BeatAsync();
        }

        Assert.Null(await FindAsync(OperationalTrouble.NoRecords));
        await LaterAsync(Deployment.Round);
        await deployment.BeatAsync();

        var incident = await TroubleAsync(OperationalTrouble.NoRecords);
        Assert.Equal((IncidentStatus.New, Severity.High, EscalationLevel.Operations), (incident.Status, incident.Severity, incident.Level));
        Assert.Equal([Critical, Operations], ToldOf(incident));
        MessageMatches(incident, "operations-no-records");

        deployment.FlowLogs.AddPortScan(Name, "203.0.113.1", deployment.Time.GetUtcNow(), TimeSpan.FromMinutes(1));
        for (var round = 0; round < 2; round++) await LaterAsync(Deployment.Round);
        await deployment.BeatAsync();
        AssertOver(await TroubleAsync(OperationalTrouble.NoRecords), "records arrive again");
    }

    [Fact]
    public async Task NoRecords_NothingCouldBeJudged_IsNotTold()
    {
        deployment.FlowLogs.Instead = _ => Refused(FactFailureKind.AccessDenied);
        for (var round = 0; round < 12; round++)
        {
            await LaterAsync(Deployment.Round);
            await deployment.BeatAsync();
        }

        Assert.Null(await FindAsync(OperationalTrouble.NoRecords));
        await TroubleAsync(OperationalTrouble.AccessRefused);
        await TroubleAsync(OperationalTrouble.CheckAgeing);
    }

    [Fact]
    public async Task OutboxStuck_OneTopicDown_IsToldOverTheOtherAndIsOverWhenItAccepts()
    {
        deployment.Told.Down.Add(Critical);
        deployment.FlowLogs.Instead = _ => Refused(FactFailureKind.AccessDenied);
        await RunAsync();
        await BeatAfterAsync(TimeSpan.FromMinutes(9));
        Assert.Null(await FindAsync(OperationalTrouble.OutboxStuck));

        await BeatAfterAsync(TimeSpan.FromMinutes(2));
        var incident = await TroubleAsync(OperationalTrouble.OutboxStuck);
        Assert.Equal((IncidentStatus.New, Severity.High, EscalationLevel.Operations), (incident.Status, incident.Severity, incident.Level));
        Assert.Equal([Operations], ToldOf(incident));
        MessageMatches(incident, "operations-outbox-stuck");
        Assert.Contains($"{Critical} has not accepted alerts for 11 min", incident.Summary, StringComparison.Ordinal);

        deployment.Told.Down.Clear();
        await BeatAfterAsync(TimeSpan.FromMinutes(11));
        await deployment.BeatAsync();
        AssertOver(await TroubleAsync(OperationalTrouble.OutboxStuck), "the topic accepts again, or nothing waits for it");
        Assert.Equal([Critical, Operations], ToldOf(incident));
        Assert.Equal([Critical, Operations], ToldOf(await TroubleAsync(OperationalTrouble.AccessRefused)));
    }

    [Fact]
    public async Task OutboxStuck_AlertsOfARemovedTargetThatNobodyMaySend_IsToldUntilTheyAreSent()
    {
        var removed = deployment.Targets[0] with { Name = "removed", Topics = new AlertTopics { Critical = "arn:aws:sns:eu-central-1:111122223333:gone" } };
        await RunAsync();
        await new IncidentRecorder(new IncidentStore(deployment.Store), new AlertSettings(), deployment.Time).RaiseAsync(removed, OperationalTrouble.AccessRefused.Noticed("removed", "security", "It was refused.", null, deployment.Time.GetUtcNow()), default);
        deployment.Told.Down.Add("arn:aws:sns:eu-central-1:111122223333:gone");
        using (var before = new OutboxDispatch(deployment.Store, deployment.Told, new AlertSettings(), deployment.Time, "host", seed: 1)) await before.RunAsync([.. deployment.Targets, removed], default);

        await deployment.BeatAsync();
        await deployment.BeatAsync();
        var incident = await TroubleAsync(OperationalTrouble.OutboxStuck);
        Assert.Contains("1 alert of targets that the settings no longer name", incident.Summary, StringComparison.Ordinal);
        Assert.Contains("removed to arn:aws:sns:eu-central-1:111122223333:gone (1)", incident.Summary, StringComparison.Ordinal);
        Assert.Equal([Critical, Operations], ToldOf(incident));

        deployment.Told.Down.Clear();
        deployment.Time.Advance(TimeSpan.FromMinutes(15));
        using (var after = new OutboxDispatch(deployment.Store, deployment.Told, new AlertSettings(), deployment.Time, "host", seed: 1)) await after.RunAsync([.. deployment.Targets, removed], default);
        await deployment.BeatAsync();
        AssertOver(await TroubleAsync(OperationalTrouble.OutboxStuck), "nothing of removed targets waits any more");
    }

    [Fact]
    public async Task Heartbeat_AnyTime_IsTheLatestOneForAnybodyWhoWatches()
    {
        var heartbeats = new HeartbeatStore(deployment.Store);
        Assert.Null(await heartbeats.LatestAsync(default));
        var beat = new HeartbeatRecord { At = deployment.Time.GetUtcNow(), Host = "one", FlowWatchVersion = "1", Targets = 1, DueWindows = 2, OpenWindows = 3, FailedWindows = 4, AgedWindows = 5, OldestUnjudgedSeconds = 6, WaitingAlerts = 7, OldestAlertSeconds = 8, ParkedAlerts = 9, FailingTopics = 10 };
        await heartbeats.SaveAsync(beat, default);
        await heartbeats.SaveAsync(beat with { At = beat.At.AddMinutes(5), Host = "two" }, default);

        Assert.Equal(beat with { At = beat.At.AddMinutes(5), Host = "two" }, await heartbeats.LatestAsync(default));
    }

    private static FactFailure Refused(FactFailureKind kind) => new(kind, "logs:StartQuery", "/aws/vpc/flowlogs/production", "User: arn:aws:sts::111122223333:assumed-role/flowwatch-read/flowwatch-test is not authorized.");

    private static void AssertOver(Incident incident, string why) =>
        Assert.Equal((IncidentStatus.Resolved, Incident.FlowWatch, IncidentEvent.Quiet, why), (incident.Status, incident.History[^1].By, incident.History[^1].What, incident.History[^1].Note));

    private Task<RunRecord> RunAsync() => deployment.RunAsync(deployment.Store, "host");

    private Task<RunRecord> LaterAsync(TimeSpan later)
    {
        deployment.Time.Advance(later);
        return RunAsync();
    }

    private Task BeatAfterAsync(TimeSpan later)
    {
        deployment.Time.Advance(later);
        return deployment.BeatAsync();
    }

    private async Task<Incident?> FindAsync(OperationalTrouble trouble) => (await deployment.IncidentsAsync(Name)).SingleOrDefault(one => one.Detection == trouble.Id);

    private async Task<Incident> TroubleAsync(OperationalTrouble trouble)
    {
        var incident = await FindAsync(trouble);
        Assert.NotNull(incident);
        return incident;
    }

    private List<string> ToldOf(Incident incident) => [.. deployment.Told.Accepted.Where(one => one.Message.Attributes.GetValueOrDefault("fingerprint") == incident.Fingerprint).Select(one => one.Topic).Order(StringComparer.Ordinal)];

    private void MessageMatches(Incident incident, string golden)
    {
        var message = deployment.Told.Accepted.Select(one => one.Message).First(one => one.Attributes.GetValueOrDefault("fingerprint") == incident.Fingerprint);
        Assert.Equal(EscalationLevel.Operations, message.Level);
        GoldenFile.Matches($"{golden}.text", Encoding.UTF8.GetBytes($"{message.Title}\n\n{message.Text}"));
        GoldenFile.Matches($"{golden}.json", Encoding.UTF8.GetBytes(message.Json));
    }
}
