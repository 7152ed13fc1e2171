using FlowWatch.Core.Accounts;
using FlowWatch.Core.Alerts;
using FlowWatch.Core.Compliance;
using FlowWatch.Core.Findings;
using FlowWatch.Core.Incidents;
using FlowWatch.Core.Tests.Compliance.Reports;
using FlowWatch.Core.Tests.Findings;
using FlowWatch.Core.Tests.Incidents;
using FlowWatch.Core.Windows;

namespace FlowWatch.Core.Tests.Compliance;

/// <summary>From a report to what people are told: no more than they must hear, and nothing less.</summary>
public sealed class ComplianceIncidentsTests : IDisposable
{
    private readonly IncidentFixture fixture = new();
    private readonly ComplianceIncidents incidents;

    public ComplianceIncidentsTests() => incidents = new ComplianceIncidents(fixture.Recorder, fixture.Incidents);

    public void Dispose() => fixture.Dispose();

    [Fact]
    public async Task TakeAsync_FailuresOfTwoRequirements_AreAnIncidentEachAndOneOfWhatIsNotVerified()
    {
        await TakeAsync(
            Result("flow-log-active", ControlStatus.Fail, "fl-1"),
            Result("flow-log-active", ControlStatus.Fail, "fl-2"),
            Result("record-latency", ControlStatus.Fail, "log-group"),
            Result("archive-complete", ControlStatus.Fail, "fl-1"),
            Result("object-lock", ControlStatus.Pass, "bucket"),
            Refused("topics-confirmed", "sns:ListSubscriptionsByTopic"));

        var all = await fixture.AllAsync();
        Assert.Equal(
            ["Compliance could not be verified", "Requirement 13.16 is not met", "Requirement 13.18 is not met"],
            all.Select(incident => incident.Title).Order(StringComparer.Ordinal));
        var recording = all.Single(incident => incident.Title.Contains("13.16", StringComparison.Ordinal));
        Assert.Equal((ComplianceSightings.NotMet, Severity.Critical, EscalationLevel.Operations), (recording.Detection, recording.Severity, recording.Level));
        Assert.Contains("2 controls fail, for 3 resources. flow-log-active (critical): flow-log-active of fl-1.", recording.Summary, StringComparison.Ordinal);
        Assert.StartsWith("flow-log-active: Change it, then verify again. aws ec2 describe-flow-logs --region eu-central-1 --filter Name=resource-id,Values=fl-1", recording.NextSteps[0], StringComparison.Ordinal);
        Assert.Contains("flowwatch compliance report 20260105T120000Z-00000001", recording.NextSteps[^2], StringComparison.Ordinal);
        var unknown = all.Single(incident => incident.Detection == ComplianceSightings.NotVerified);
        Assert.Contains("topics-confirmed", unknown.Summary, StringComparison.Ordinal);
        Assert.Contains("that is no pass", unknown.Summary, StringComparison.Ordinal);
        Assert.Contains("sns:ListSubscriptionsByTopic", unknown.NextSteps[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task TakeAsync_ManyResources_AreOneMessageForEachTopicThatIsWanted()
    {
        await TakeAsync([.. Enumerable.Range(0, 500).Select(number => Result("traffic-type-all", ControlStatus.Fail, $"vpc-{number}"))]);
        await fixture.DispatchAsync();

        var message = Assert.Single(fixture.Topics.Alone);
        Assert.Equal(IncidentFixture.Critical, Assert.Single(fixture.Topics.Accepted).Topic);
        Assert.Contains("for 500 resources", message.Text, StringComparison.Ordinal);
        Assert.Contains("Escalation: level 1, operations", message.Text, StringComparison.Ordinal);
        Assert.Equal("COMPLIANCE_NOT_MET", message.Attributes["detection"]);
    }

    [Fact]
    public async Task TakeAsync_TheSameReportTwice_ChangesNothing()
    {
        var report = Report(Result("flow-log-active", ControlStatus.Fail, "fl-1"));

        await incidents.TakeAsync(report, [IncidentFixture.Target], "trace", default);
        var once = Assert.Single(await fixture.AllAsync());
        await incidents.TakeAsync(report, [IncidentFixture.Target], "trace", default);

        Assert.Equivalent(once, Assert.Single(await fixture.AllAsync()));
        Assert.Equal((1, "trace"), (once.Occurrences, once.TraceId));
    }

    [Fact]
    public async Task TakeAsync_ControlsPassAgain_IsOverAndSaysWhichReportTells()
    {
        await TakeAsync(Result("flow-log-active", ControlStatus.Fail, "fl-1"));
        await NextDayAsync(Result("flow-log-active", ControlStatus.Pass, "fl-1"));

        var incident = Assert.Single(await fixture.AllAsync());
        Assert.Equal(IncidentStatus.Resolved, incident.Status);
        Assert.Equal("no control of requirement 13.16 fails any more (report 20260106T120000Z-00000002)", incident.History[^1].Note);
    }

    [Fact]
    public async Task TakeAsync_AcceptedAsAnException_IsOver()
    {
        await TakeAsync(Result("flow-log-active", ControlStatus.Fail, "fl-1"));
        await NextDayAsync(Result("flow-log-active", ControlStatus.Suppressed, "fl-1"));

        Assert.Equal(IncidentStatus.Resolved, Assert.Single(await fixture.AllAsync()).Status);
    }

    [Fact]
    public async Task TakeAsync_WhatFailedIsNotVerifiedNow_StaysOpen()
    {
        await TakeAsync(Result("flow-log-active", ControlStatus.Fail, "fl-1"));
        await NextDayAsync(Refused("flow-log-active", "ec2:DescribeFlowLogs"));

        var all = await fixture.AllAsync();
        Assert.Equal(IncidentStatus.New, all.Single(incident => incident.Detection == ComplianceSightings.NotMet).Status);
        Assert.Single(all, incident => incident.Detection == ComplianceSightings.NotVerified);
    }

    [Fact]
    public async Task TakeAsync_AnotherControlIsNotVerifiedNow_IsOver()
    {
        await TakeAsync(Result("flow-log-active", ControlStatus.Fail, "fl-1"));
        await NextDayAsync(Result("flow-log-active", ControlStatus.Pass, "fl-1"), Refused("record-latency", "logs:StartQuery"));

        Assert.Equal(IncidentStatus.Resolved, (await fixture.AllAsync()).Single(incident => incident.Detection == ComplianceSightings.NotMet).Status);
    }

    [Fact]
    public async Task TakeAsync_NothingCouldBeJudged_LeavesFailuresOpenAndSaysSo()
    {
        await TakeAsync(Result("flow-log-active", ControlStatus.Fail, "fl-1"));
        await incidents.TakeAsync(Report(2) with { Targets = [new TargetCompliance(IncidentFixture.Target.Name, "111111111111", "eu-central-1", "production", [], NotVerified: "no credentials")] }, [IncidentFixture.Target], null, default);

        var all = await fixture.AllAsync();
        Assert.Equal(IncidentStatus.New, all.Single(incident => incident.Detection == ComplianceSightings.NotMet).Status);
        var unknown = all.Single(incident => incident.Detection == ComplianceSightings.NotVerified);
        Assert.Equal((Severity.High, "Nothing of target production-eu could be judged: no credentials That is no pass."), (unknown.Severity, unknown.Summary));
        Assert.Contains("flowwatch doctor --target production-eu", unknown.NextSteps[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task TakeAsync_AnotherControlFailsToo_TellsWhoAcknowledgedIt()
    {
        await TakeAsync(Result("flow-log-active", ControlStatus.Fail, "fl-1"));
        await fixture.Actions.ActAsync(Assert.Single(await fixture.AllAsync()).Id, new IncidentAction(IncidentEvent.Acknowledge, "ana", "on it", null, null), default);
        await NextDayAsync(Result("flow-log-active", ControlStatus.Fail, "fl-1"), Result("record-latency", ControlStatus.Fail, "log-group"));

        var incident = Assert.Single(await fixture.AllAsync());
        Assert.Equal((IncidentStatus.Escalated, "record-latency besides"), (incident.Status, incident.History[^1].Note));
    }

    [Fact]
    public async Task TakeAsync_FailsDayAfterDay_RemindsOnceADayAndIsNotTakenForQuiet()
    {
        await TakeAsync(Result("flow-log-active", ControlStatus.Fail, "fl-1"));
        await fixture.DispatchAsync();
        // A host looks for quiet incidents every few minutes; the next report is a day and some minutes away.
        fixture.Time.Advance(TimeSpan.FromDays(1) + TimeSpan.FromMinutes(3));
        await new IncidentSweep(fixture.Incidents, new WindowLedger(fixture.Store, fixture.Time, "host"), fixture.Settings, fixture.Time).RunAsync([IncidentFixture.Target], default);
        await NextDayAsync(Result("flow-log-active", ControlStatus.Fail, "fl-1"));
        await fixture.DispatchAsync();

        Assert.Equal(IncidentStatus.Ongoing, Assert.Single(await fixture.AllAsync()).Status);
        Assert.Equal(["new", "reminder"], fixture.Topics.Alone.Select(message => message.Attributes["reason"]));
    }

    [Fact]
    public async Task TakeAsync_OnlyLowFails_IsAnIncidentOfWhichNobodyIsTold()
    {
        var report = Report(Result("flow-log-active", ControlStatus.Fail, "fl-1"));
        report = report with { Controls = [SampleCompliance.Control("flow-log-active", "13.16", "Flow logs are active", Severity.Low)] };

        await incidents.TakeAsync(report, [IncidentFixture.Target], null, default);
        await fixture.DispatchAsync();

        Assert.Equal(Severity.Low, Assert.Single(await fixture.AllAsync()).Severity);
        Assert.Empty(fixture.Topics.Accepted);
    }

    [Fact]
    public async Task TakeAsync_OddNamesInStatements_AreNeitherCommandsNorEndless()
    {
        await TakeAsync([.. SampleCompliance.Controls.Select(control => Result(control.Id, ControlStatus.Fail, "vpc-1; rm -rf /") with { Statement = new string('x', 5000) })]);

        Assert.All(await fixture.AllAsync(), incident =>
        {
            Assert.InRange(incident.Summary.Length, 1, 2000);
            Assert.DoesNotContain(incident.NextSteps, step => step.Contains("rm -rf", StringComparison.Ordinal));
        });
    }

    [Fact]
    public async Task TakeAsync_OfTwoTargets_EachHasItsOwn()
    {
        var other = IncidentFixture.Target with { Name = "staging" };
        var report = Report(Result("flow-log-active", ControlStatus.Fail, "fl-1"));
        report = report with { Targets = [.. report.Targets, new TargetCompliance("staging", "222222222222", "us-east-1", "staging", [Result("flow-log-active", ControlStatus.Pass, "fl-9")])] };

        await incidents.TakeAsync(report, [IncidentFixture.Target, other], null, default);

        Assert.Single(await fixture.AllAsync());
        await foreach (var incident in fixture.Incidents.ListAsync("staging", null, default)) Assert.Fail(incident.Title);
    }

    private Task TakeAsync(params IReadOnlyList<ControlResult> results) => incidents.TakeAsync(Report(results), [IncidentFixture.Target], null, default);

    private Task NextDayAsync(params IReadOnlyList<ControlResult> results) => incidents.TakeAsync(Report(2, results), [IncidentFixture.Target], null, default);

    private static ComplianceReport Report(params IReadOnlyList<ControlResult> results) => Report(1, results);

    private static ComplianceReport Report(int number, params IReadOnlyList<ControlResult> results)
    {
        var at = FindingSample.Noon.AddDays(number - 1);
        return new ComplianceReport
        {
            Id = FormattableString.Invariant($"{at:yyyyMMdd}T120000Z-{number:D8}"),
            Number = number,
            GeneratedAt = at,
            Period = new TimeWindow(at.AddDays(-30), at),
            FlowWatchVersion = "0.1.0",
            Controls = SampleCompliance.Controls,
            Requirements = RequirementMap.All,
            Targets = [new TargetCompliance(IncidentFixture.Target.Name, "111111111111", "eu-central-1", "production", results)],
        };
    }

    private static ControlResult Result(string control, ControlStatus status, string resource) => SampleCompliance.Result(control, status, resource, $"{control} of {resource}.");

    private static ControlResult Refused(string control, string action) => Result(control, ControlStatus.NotVerified, "resource") with { NotSeen = [new FactFailure(FactFailureKind.AccessDenied, action, "resource", "not authorized")] };
}
