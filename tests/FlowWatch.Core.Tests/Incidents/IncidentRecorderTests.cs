using FlowWatch.Core.Findings;
using FlowWatch.Core.Incidents;
using FlowWatch.Core.Targets;
using FlowWatch.Core.Windows;

namespace FlowWatch.Core.Tests.Incidents;

public sealed class IncidentRecorderTests : IDisposable
{
    private readonly IncidentFixture fixture = new();

    public void Dispose() => fixture.Dispose();

    [Fact]
    public async Task Record_NewFinding_IsOneNewIncident()
    {
        var window = fixture.Window();

        await fixture.RecordAsync(window, IncidentFixture.Found("10.0.0.1", window));

        var incident = Assert.Single(await fixture.AllAsync());
        Assert.Equal((IncidentStatus.New, Severity.Medium, 1, 1), (incident.Status, incident.Severity, incident.Occurrences, incident.Sequence));
        Assert.Equal(IncidentFixture.Target.Name + "-" + incident.Fingerprint, incident.Id);
        Assert.Equal(incident, (await fixture.Incidents.FindAsync(incident.Id, default))! with { Finding = incident.Finding, History = incident.History, Counted = incident.Counted, Baseline = incident.Baseline, NextSteps = incident.NextSteps, MissingTopics = incident.MissingTopics });
    }

    [Fact]
    public async Task Record_SameWindowAgain_ChangesNothing()
    {
        var window = fixture.Window();
        await fixture.RecordAsync(window, IncidentFixture.Found("10.0.0.1", window, Severity.High));
        var before = (await fixture.AllAsync())[0].Version;
        fixture.Time.Advance(TimeSpan.FromHours(7));

        await fixture.RecordAsync(window, IncidentFixture.Found("10.0.0.1", window, Severity.High));

        Assert.Equal(before, (await fixture.AllAsync())[0].Version);
    }

    [Fact]
    public async Task Record_NextWindow_GoesOnWithoutTellingAgain()
    {
        await RecordNowAsync();
        fixture.Time.Advance(TimeSpan.FromMinutes(10));

        await RecordNowAsync();

        var incident = (await fixture.AllAsync())[0];
        Assert.Equal((IncidentStatus.Ongoing, 2, 1), (incident.Status, incident.Occurrences, incident.Sequence));
    }

    [Fact]
    public async Task Record_AfterTheRenotifyInterval_RemindsUnlessAcknowledged()
    {
        await RecordNowAsync();
        fixture.Time.Advance(TimeSpan.FromHours(6));
        await RecordNowAsync();
        Assert.Equal(2, (await fixture.AllAsync())[0].Sequence);

        await fixture.Actions.ActAsync((await fixture.AllAsync())[0].Id, new IncidentAction(IncidentEvent.Acknowledge, "ana", null, null, null), default);
        fixture.Time.Advance(TimeSpan.FromHours(6));
        await RecordNowAsync();

        Assert.Equal(2, (await fixture.AllAsync())[0].Sequence);
    }

    [Theory]
    [InlineData(Severity.High, 60, "10.0.0.9")]
    [InlineData(Severity.Medium, 600, "10.0.0.9")]
    [InlineData(Severity.Medium, 60, "8.8.8.8")]
    public async Task Record_Worse_EscalatesAndTells(Severity severity, long ports, string target)
    {
        var window = fixture.Window();
        await fixture.RecordAsync(window, IncidentFixture.Found("10.0.0.1", window, Severity.Medium, 60, "10.0.0.9"));
        fixture.Time.Advance(TimeSpan.FromMinutes(10));
        var next = fixture.Window();

        await fixture.RecordAsync(next, IncidentFixture.Found("10.0.0.1", next, severity, ports, target));
        await fixture.RecordAsync(next, IncidentFixture.Found("10.0.0.1", next, severity, ports, target));

        var incident = (await fixture.AllAsync())[0];
        Assert.Equal((IncidentStatus.Escalated, severity, 2, 2), (incident.Status, incident.Severity, incident.Occurrences, incident.Sequence));
        Assert.Equal([IncidentEvent.Seen, IncidentEvent.Worsened], incident.History.Select(entry => entry.What));
    }

    [Fact]
    public async Task Record_RevisedWindowThatIsWorse_EscalatesAndCountsOnce()
    {
        var window = fixture.Window();
        await fixture.RecordAsync(window, IncidentFixture.Found("10.0.0.1", window));

        await fixture.RecordAsync(window, IncidentFixture.Found("10.0.0.1", window, Severity.Critical));

        var incident = (await fixture.AllAsync())[0];
        Assert.Equal((IncidentStatus.Escalated, Severity.Critical, 1), (incident.Status, incident.Severity, incident.Occurrences));
    }

    [Fact]
    public async Task Record_AfterResolve_ReopensOnlyByWhatCameAfterIt()
    {
        var early = fixture.Window(minutesAgo: 20);
        var window = fixture.Window();
        await fixture.RecordAsync(window, IncidentFixture.Found("10.0.0.1", window));
        var id = (await fixture.AllAsync())[0].Id;
        await fixture.Actions.ActAsync(id, new IncidentAction(IncidentEvent.Resolve, "ana", "blocked", IncidentDisposition.TruePositive, null), default);

        await fixture.RecordAsync(early, IncidentFixture.Found("10.0.0.1", early));
        Assert.Equal((IncidentStatus.Resolved, 2), ((await fixture.AllAsync())[0].Status, (await fixture.AllAsync())[0].Occurrences));

        fixture.Time.Advance(TimeSpan.FromMinutes(10));
        await RecordNowAsync();
        var incident = (await fixture.AllAsync())[0];
        Assert.Equal((IncidentStatus.Reopened, 1, (IncidentDisposition?)null), (incident.Status, incident.Reopenings, incident.Disposition));
    }

    [Fact]
    public async Task Record_LowSeverity_TellsNobody()
    {
        var window = fixture.Window();

        await fixture.RecordAsync(window, IncidentFixture.Found("10.0.0.1", window, Severity.Low));

        Assert.Equal(0, (await fixture.AllAsync())[0].Sequence);
        Assert.Equal(0, (await fixture.DispatchAsync()).Sent);
    }

    [Fact]
    public async Task Record_TargetWithoutTopic_SaysWhichIsMissing()
    {
        var window = fixture.Window();

        await fixture.Recorder.RecordAsync(IncidentFixture.Target with { Topics = new AlertTopics() }, "security", window, [IncidentFixture.Found("10.0.0.1", window)], null, default);

        Assert.Equal(["topics.warning", "topics.level2"], (await fixture.AllAsync())[0].MissingTopics);
    }

    [Fact]
    public async Task History_ManySteps_IsCappedAndSaysHowManyAreGone()
    {
        await RecordNowAsync();
        var id = (await fixture.AllAsync())[0].Id;
        for (var step = 0; step < 60; step++)
        {
            await fixture.Actions.ActAsync(id, new IncidentAction(IncidentEvent.Resolve, "ana", new string('é', 2000), null, null), default);
            await fixture.Actions.ActAsync(id, new IncidentAction(IncidentEvent.Reopen, "ana", new string('é', 2000), null, null), default);
        }

        var incident = (await fixture.AllAsync())[0];
        Assert.InRange(incident.History.Count, 2, Incident.MaximumHistory);
        Assert.Equal(121, incident.History.Count + incident.HistoryDropped);
    }

    [Fact]
    public async Task Sweep_Quiet_ResolvesByWhatWasJudged()
    {
        var ledger = new WindowLedger(fixture.Store, fixture.Time, "host");
        var sweep = new IncidentSweep(fixture.Incidents, ledger, fixture.Settings, fixture.Time);
        await RecordNowAsync();

        // A day goes by, but nothing is judged: nothing is quiet.
        fixture.Time.Advance(TimeSpan.FromHours(30));
        Assert.Equal(0, await sweep.RunAsync([IncidentFixture.Target], default));
        Assert.Equal(IncidentStatus.New, (await fixture.AllAsync())[0].Status);

        await JudgeUntilNowAsync(ledger);
        fixture.Time.Advance(TimeSpan.FromHours(2));
        Assert.Equal(1, await sweep.RunAsync([IncidentFixture.Target], default));
        var incident = (await fixture.AllAsync())[0];
        Assert.Equal((IncidentStatus.Resolved, Incident.FlowWatch), (incident.Status, incident.History[^1].By));

        fixture.Time.Advance(fixture.Settings.Retention + TimeSpan.FromHours(1));
        await sweep.RunAsync([IncidentFixture.Target], default);
        Assert.Empty(await fixture.AllAsync());
    }

    [Theory]
    [InlineData(IncidentEvent.Acknowledge, IncidentOutcome.Done)]
    [InlineData(IncidentEvent.Resolve, IncidentOutcome.Done)]
    [InlineData(IncidentEvent.Reopen, IncidentOutcome.NotAllowed)]
    public async Task Act_NewIncident_FollowsTheTable(IncidentEvent what, IncidentOutcome expected)
    {
        await RecordNowAsync();

        var change = await fixture.Actions.ActAsync((await fixture.AllAsync())[0].Id, new IncidentAction(what, "ana", null, null, null), default);

        Assert.Equal(expected, change.Outcome);
    }

    [Fact]
    public async Task Act_OtherVersion_IsStale()
    {
        await RecordNowAsync();
        var before = (await fixture.AllAsync())[0];
        await fixture.Actions.ActAsync(before.Id, new IncidentAction(IncidentEvent.Acknowledge, "ana", null, null, before.Version), default);

        var change = await fixture.Actions.ActAsync(before.Id, new IncidentAction(IncidentEvent.Resolve, "ben", null, null, before.Version), default);

        Assert.Equal(IncidentOutcome.Stale, change.Outcome);
        Assert.Equal(IncidentOutcome.NotFound, (await fixture.Actions.ActAsync("nothing", new IncidentAction(IncidentEvent.Resolve, "ben", null, null, null), default)).Outcome);
    }

    private Task RecordNowAsync()
    {
        var window = fixture.Window();
        return fixture.RecordAsync(window, IncidentFixture.Found("10.0.0.1", window));
    }

    private async Task JudgeUntilNowAsync(WindowLedger ledger)
    {
        var options = new WindowOptions { LookBack = TimeSpan.FromHours(1) };
        while (await ledger.ClaimAsync(IncidentFixture.Target.Name, "security", options, default) is { } lease) await ledger.CompleteAsync(lease, new WindowOutcome(1, 0, fixture.Time.GetUtcNow(), null), default);
    }
}
