using FlowWatch.Core.Alerts.Outbox;
using FlowWatch.Core.Findings;
using FlowWatch.Core.Incidents;
using FlowWatch.Core.Targets;
using FlowWatch.Core.Tests.Incidents;

namespace FlowWatch.Core.Tests.Alerts.Outbox;

public sealed class OutboxDispatchTests : IDisposable
{
    private readonly IncidentFixture fixture = new(new AlertSettings { Budget = 5 });

    public void Dispose() => fixture.Dispose();

    [Theory]
    [InlineData(Severity.Medium, IncidentFixture.Warning)]
    [InlineData(Severity.High, IncidentFixture.Critical)]
    [InlineData(Severity.Critical, IncidentFixture.Critical)]
    public async Task Run_NewIncident_GoesToTheTopicOfItsSeverityOnce(Severity severity, string topic)
    {
        await RecordAsync(1, severity);

        await fixture.DispatchAsync();
        await fixture.DispatchAsync();

        var (address, message, _) = Assert.Single(fixture.Topics.Accepted);
        var incident = (await fixture.AllAsync())[0];
        Assert.Equal((topic, $"{incident.Id}-1", "new", "1", incident.Fingerprint), (address, message.Id, message.Attributes["reason"], message.Attributes["sequence"], message.Attributes["fingerprint"]));
        Assert.Contains(incident.Id, message.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_MoreThanTheBudget_SendsOneDigestOfTheRest()
    {
        await RecordAsync(40, Severity.Critical);

        var report = await fixture.DispatchAsync();

        Assert.Equal((5, 1, 35, 0), (report.Sent, report.Digests, report.InDigests, report.Status!.Waiting));
        var digest = Assert.Single(fixture.Topics.Digests);
        Assert.Contains("digest of 35 alerts", digest.Title, StringComparison.Ordinal);
        Assert.Contains("PORT_SCAN 35", digest.Text, StringComparison.Ordinal);
        Assert.Contains("production-eu 35", digest.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_MoreAtOnceThanTheStormSize_SendsOneDigestAndNothingAlone()
    {
        await RecordAsync(98, Severity.High);
        await RecordAsync(3, Severity.Critical, first: 500);

        var report = await fixture.DispatchAsync();

        Assert.Equal((0, 1, 101, 0), (report.Sent, report.Digests, report.InDigests, report.Status!.Waiting));
        var (topic, digest, _) = Assert.Single(fixture.Topics.Accepted);
        Assert.Equal((IncidentFixture.Critical, Severity.Critical, "critical"), (topic, digest.Severity, digest.Attributes["severity"]));
        Assert.StartsWith("critical: digest of 101 alerts, 3 critical, of production-eu", digest.Title, StringComparison.Ordinal);
        Assert.Contains("A storm: more than 100 alerts waited", digest.Text, StringComparison.Ordinal);
        Assert.Contains("flowwatch incidents list", digest.Text, StringComparison.Ordinal);
        // The most severe stand first among the twenty that are named.
        var named = digest.Text[digest.Text.IndexOf("What matters most", StringComparison.Ordinal)..].Split('\n');
        Assert.Equal([true, true, true, false], named.Skip(1).Take(4).Select(line => line.Contains(". critical PORT_SCAN", StringComparison.Ordinal)));
        Assert.Equal(0, (await fixture.DispatchAsync()).Digests);
    }

    [Fact]
    public async Task Run_AsManyAsTheStormSize_SendsTheBudgetAloneAsEver()
    {
        await RecordAsync(100, Severity.Critical);

        var report = await fixture.DispatchAsync();

        Assert.Equal((5, 1, 95), (report.Sent, report.Digests, report.InDigests));
        Assert.DoesNotContain("A storm", Assert.Single(fixture.Topics.Digests).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_StormOfSeveralSeverities_GivesEachTopicADigestOfItsOwn()
    {
        await RecordAsync(120);
        await RecordAsync(101, Severity.Critical, first: 500);

        var report = await fixture.DispatchAsync();

        Assert.Equal((0, 2, 221), (report.Sent, report.Digests, report.InDigests));
        Assert.Equal(
            [(IncidentFixture.Critical, Severity.Critical, "101"), (IncidentFixture.Warning, Severity.Medium, "120")],
            fixture.Topics.Accepted.Select(one => (one.Topic, one.Message.Severity, one.Message.Attributes["sequence"])).Order());
    }

    [Fact]
    public async Task Run_StormOfWarnings_LeavesCriticalOnesOnTheirTopicAlone()
    {
        await RecordAsync(150);
        await RecordAsync(3, Severity.Critical, first: 500);

        var report = await fixture.DispatchAsync();

        Assert.Equal((3, 1, 150), (report.Sent, report.Digests, report.InDigests));
        Assert.All(fixture.Topics.Alone, message => Assert.Equal(Severity.Critical, message.Severity));
    }

    [Fact]
    public async Task Run_StormOverSeveralTargets_IsCountedTogether()
    {
        var other = IncidentFixture.Target with { Name = "staging-eu" };
        var window = fixture.Window();
        await RecordAsync(60);
        await fixture.Recorder.RecordAsync(other, "security", window, [.. Enumerable.Range(0, 60).Select(index => IncidentFixture.Found($"10.2.0.{index}", window))], null, default);

        var report = await fixture.Host().RunAsync([IncidentFixture.Target, other], default);

        Assert.Equal((0, 1, 120), (report.Sent, report.Digests, report.InDigests));
        Assert.Contains("By target: production-eu 60, staging-eu 60", Assert.Single(fixture.Topics.Digests).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_FurtherStormsInTheHour_AreDigestsOutOfTheBudgetAndThenWait()
    {
        for (var storm = 0; storm < 7; storm++)
        {
            await RecordAsync(101, first: storm * 200);
            await fixture.DispatchAsync();
            fixture.Time.Advance(TimeSpan.FromMinutes(5));
        }

        // The hour's digest, and five that are the budget; the seventh storm waits for the next hour.
        Assert.Equal(["2026010512", "2026010512-2", "2026010512-3", "2026010512-4", "2026010512-5", "2026010512-6"], fixture.Topics.Digests.Select(digest => digest.Id[(digest.Id.LastIndexOf("-2026", StringComparison.Ordinal) + 1)..]));
        Assert.Empty(fixture.Topics.Alone);
        fixture.Time.Advance(TimeSpan.FromMinutes(30));
        Assert.Equal((0, 1, 101), ((await fixture.DispatchAsync()) is var report ? (report.Sent, report.Digests, report.InDigests) : default));
    }

    [Fact]
    public async Task Run_FurtherStormNotAccepted_GivesTheBudgetBack()
    {
        await RecordAsync(101);
        await fixture.DispatchAsync();
        fixture.Topics.AreDown = true;
        await RecordAsync(101, first: 200);
        Assert.Equal(101, (await fixture.DispatchAsync()).Status!.Waiting);

        fixture.Topics.AreDown = false;
        fixture.Time.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(1, (await fixture.DispatchAsync()).Digests);
        var topic = Assert.Single(await new OutboxStore(fixture.Store).TopicsAsync(default));
        Assert.Equal((2, 1), (topic.UseIn(fixture.Time.GetUtcNow()).Digests, topic.UseIn(fixture.Time.GetUtcNow()).Sent));
    }

    [Fact]
    public async Task Run_ClockSetBackOverTheHour_KeepsToTheBudgetOfBothHours()
    {
        await RecordAsync(3);
        await fixture.DispatchAsync();
        fixture.Time.Advance(TimeSpan.FromHours(1));
        await RecordAsync(1, first: 100);
        await fixture.DispatchAsync();
        fixture.Time.AdjustTime(fixture.Time.GetUtcNow().AddMinutes(-2));
        await RecordAsync(9, first: 200);

        await fixture.DispatchAsync();

        Assert.Equal([("2026010512", 5), ("2026010513", 1)], fixture.Topics.Accepted.Where(one => one.Message.Attributes["reason"] != "digest").CountBy(one => TopicState.HourOf(one.At)).Select(hour => (hour.Key, hour.Value)).Order());
        Assert.Equal("7", Assert.Single(fixture.Topics.Digests).Attributes["sequence"]);
    }

    [Fact]
    public async Task Run_AfterAClockThatWasAhead_IsNotHeldUpByWhatItLeft()
    {
        fixture.Time.AdjustTime(fixture.Time.GetUtcNow().AddHours(9));
        fixture.Topics.AreDown = true;
        await fixture.RecordAsync(fixture.Window(), IncidentFixture.Found("10.0.0.1", fixture.Window(), Severity.Critical));
        await fixture.DispatchAsync();
        await fixture.Store.WriteAsync("outbox", [Core.State.StateChange.Put("lease", $$"""{"owner":"other","until":"{{fixture.Time.GetUtcNow().AddMinutes(2):O}}"}""")], default);

        fixture.Time.AdjustTime(fixture.Time.GetUtcNow().AddHours(-9));
        fixture.Topics.AreDown = false;
        await RecordAsync(1, Severity.High, first: 7);

        Assert.Equal((false, 1), ((await fixture.DispatchAsync()) is var report ? (report.IsElsewhere, report.Sent) : default));
    }

    [Fact]
    public async Task Run_SomeOfTheBudgetWithdrawn_GivesTheirPlacesToOthers()
    {
        await RecordAsync(7);
        foreach (var incident in (await fixture.AllAsync()).Take(2)) await fixture.Actions.ActAsync(incident.Id, new IncidentAction(IncidentEvent.Resolve, "ana", null, IncidentDisposition.FalsePositive, null), default);

        var report = await fixture.DispatchAsync();

        Assert.Equal((5, 0, 0), (report.Sent, report.Digests, report.Status!.Waiting));
    }

    [Fact]
    public async Task Run_SecondOverflowInTheHour_WaitsForTheNextHoursDigest()
    {
        await RecordAsync(10);
        await fixture.DispatchAsync();
        fixture.Time.Advance(TimeSpan.FromMinutes(10));
        await RecordAsync(7, first: 100);

        Assert.Equal((0, 0, 7), await CountsAsync());
        fixture.Time.Advance(TimeSpan.FromMinutes(55));
        Assert.Equal((0, 1, 0), await CountsAsync());
        Assert.Equal(2, fixture.Topics.Digests.Count());
    }

    [Fact]
    public async Task Run_WhatMattersMost_IsToldAlone()
    {
        await RecordAsync(10);
        await RecordAsync(5, Severity.High, first: 100);
        var only = IncidentFixture.Target with { Topics = new AlertTopics { Warning = IncidentFixture.Warning, Critical = IncidentFixture.Warning } };
        using var other = new IncidentFixture(new AlertSettings { Budget = 5 });
        var window = other.Window();
        await other.Recorder.RecordAsync(only, "security", window, [.. Enumerable.Range(0, 20).Select(index => IncidentFixture.Found($"10.0.1.{index}", window, index < 5 ? Severity.High : Severity.Medium))], null, default);

        await other.Host().RunAsync([only], default);

        Assert.All(other.Topics.Alone, message => Assert.Equal(Severity.High, message.Severity));
        Assert.Equal(5, other.Topics.Alone.Count());
    }

    [Fact]
    public async Task Run_TopicDown_WaitsWithGrowingPausesAndSendsAllAfterwards()
    {
        fixture.Topics.AreDown = true;
        await RecordAsync(3);
        for (var minute = 0; minute < 60; minute++)
        {
            await fixture.DispatchAsync();
            fixture.Time.Advance(TimeSpan.FromMinutes(1));
        }

        Assert.InRange(fixture.Topics.Tries, 5, 15);
        var status = (await new OutboxStore(fixture.Store).StatusAsync(default))!;
        Assert.Equal(3, status.Waiting);
        Assert.True(status.StuckFor(fixture.Time.GetUtcNow()) >= TimeSpan.FromMinutes(59));
        Assert.Contains("503", Assert.Single(status.Failing).Error!, StringComparison.Ordinal);

        fixture.Topics.AreDown = false;
        fixture.Time.Advance(TimeSpan.FromMinutes(15));
        var report = await fixture.DispatchAsync();
        Assert.Equal((3, 0, 0), (report.Sent, report.Status!.Waiting, report.Status.Failing.Count));
    }

    [Fact]
    public async Task Run_NotAcceptedForADay_IsParkedLoudlyAndToldInTheDigest()
    {
        fixture.Topics.AreDown = true;
        await RecordAsync(3);
        for (var hour = 0; hour < 26; hour++)
        {
            await fixture.DispatchAsync();
            fixture.Time.Advance(TimeSpan.FromMinutes(1));
            await fixture.DispatchAsync();
            fixture.Time.Advance(TimeSpan.FromMinutes(59));
        }

        Assert.Equal(3, (await new OutboxStore(fixture.Store).StatusAsync(default))!.Parked);

        fixture.Topics.AreDown = false;
        fixture.Time.Advance(TimeSpan.FromHours(1));
        var report = await fixture.DispatchAsync();
        Assert.Equal((0, 1, 3, 0), (report.Sent, report.Digests, report.InDigests, report.Status!.Parked));
        Assert.Contains("3 alerts of them were not accepted", Assert.Single(fixture.Topics.Digests).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_OneMessageRefused_DoesNotHoldUpTheOthers()
    {
        await RecordAsync(3);
        var poison = (await fixture.AllAsync())[0].Id + "-1";
        fixture.Topics.Refused.Add(poison);

        var report = await fixture.DispatchAsync();

        Assert.Equal((2, 1, 0), (report.Sent, report.NotAccepted, report.Status!.Failing.Count));
        fixture.Topics.Refused.Clear();
        fixture.Time.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(1, (await fixture.DispatchAsync()).Sent);
        Assert.Equal(poison, fixture.Topics.Accepted[^1].Message.Id);
    }

    [Fact]
    public async Task Run_AnotherHostHoldsTheLease_DoesNothingUntilItRunsOut()
    {
        await RecordAsync(1);
        await fixture.Store.WriteAsync("outbox", [Core.State.StateChange.Put("lease", $$"""{"owner":"other","until":"{{fixture.Time.GetUtcNow().AddMinutes(2):O}}"}""")], default);

        Assert.True((await fixture.DispatchAsync()).IsElsewhere);
        fixture.Time.Advance(TimeSpan.FromMinutes(2));
        Assert.Equal(1, (await fixture.DispatchAsync()).Sent);
    }

    [Fact]
    public async Task Run_DismissedBeforeItWasSent_IsWithdrawn()
    {
        await RecordAsync(1);
        await fixture.Actions.ActAsync((await fixture.AllAsync())[0].Id, new IncidentAction(IncidentEvent.Resolve, "ana", "our scanner", IncidentDisposition.Expected, null), default);

        var report = await fixture.DispatchAsync();

        Assert.Equal((0, 0), (report.Sent, report.Status!.Waiting));
    }

    [Fact]
    public async Task Run_TargetTakenOutOfTheSettings_IsToldWithTheRightsOfOneThatNamesTheSameTopic()
    {
        await RecordAsync(2);
        fixture.Topics.AreDown = true;
        await fixture.DispatchAsync();
        fixture.Topics.AreDown = false;
        fixture.Time.Advance(TimeSpan.FromMinutes(15));
        var other = IncidentFixture.Target with { Name = "staging-eu", Topics = new AlertTopics { Warning = IncidentFixture.Warning } };

        var report = await fixture.Host().RunAsync([other], default);

        Assert.Equal((2, 0, 0), (report.Sent, report.Status!.Waiting, report.Status.Stranded.Count));
        Assert.All(fixture.Topics.Accepted, one => Assert.Equal(("production-eu", "production"), (one.Message.Attributes["target"], one.Message.Attributes["environment"])));
        Assert.Equal(["staging-eu"], fixture.Topics.Senders.Skip(1).Distinct());
        Assert.Contains("account 111111111111, eu-central-1", fixture.Topics.Accepted[0].Message.Text, StringComparison.Ordinal);
        // Nothing of it waits any more: it is forgotten.
        Assert.Equal(["staging-eu"], await RememberedAsync());
    }

    [Fact]
    public async Task Run_TopicThatNobodyNamesAnyMore_IsKeptAndSaidAloudUntilSomebodyNamesIt()
    {
        await RecordAsync(12, Severity.High);
        fixture.Topics.AreDown = true;
        await fixture.DispatchAsync();
        fixture.Topics.AreDown = false;
        fixture.Time.Advance(TimeSpan.FromMinutes(15));
        var other = IncidentFixture.Target with { Name = "staging-eu", Topics = new AlertTopics { Warning = "arn:aws:sns:eu-central-1:222222222222:warning" } };

        var report = await fixture.Host().RunAsync([other], default);

        // Five would have been told alone, seven stand in a digest.
        Assert.Equal((0, 0, 12), (report.Sent, report.Digests, report.Status!.Waiting));
        Assert.Equal(new StrandedAlerts("production-eu", IncidentFixture.Critical, 12), Assert.Single(report.Status.Stranded));
        Assert.Empty(fixture.Topics.Accepted);

        var naming = other with { Topics = new AlertTopics { Critical = IncidentFixture.Critical } };
        report = await fixture.Host().RunAsync([naming], default);
        Assert.Equal((5, 1, 7, 0), (report.Sent, report.Digests, report.InDigests, report.Status!.Stranded.Count));
    }

    [Fact]
    public async Task Run_StrandedForLongerThanIncidentsAreRemembered_IsForgotten()
    {
        await RecordAsync(7);
        fixture.Topics.AreDown = true;
        await fixture.DispatchAsync();
        var other = IncidentFixture.Target with { Name = "staging-eu", Topics = new AlertTopics() };
        Assert.Equal(7, Assert.Single((await fixture.Host().RunAsync([other], default)).Status!.Stranded).Count);
        fixture.Time.Advance(TimeSpan.FromDays(100));

        Assert.Empty((await fixture.Host().RunAsync([other], default)).Status!.Stranded);

        Assert.Equal(["staging-eu"], await RememberedAsync());
    }

    [Fact]
    public async Task Run_TargetThatComesBack_IsItselfAgain()
    {
        await RecordAsync(1);
        fixture.Topics.AreDown = true;
        await fixture.DispatchAsync();
        using var host = new OutboxDispatch(fixture.Store, fixture.Topics, fixture.Settings, fixture.Time, "host", seed: 7);
        Assert.Single((await host.RunAsync([IncidentFixture.Target with { Name = "staging-eu", Topics = new AlertTopics() }], default)).Status!.Stranded);
        fixture.Topics.AreDown = false;
        fixture.Time.Advance(TimeSpan.FromMinutes(15));

        Assert.Equal(1, (await host.RunAsync([IncidentFixture.Target], default)).Sent);
        Assert.Equal("production-eu", fixture.Topics.Senders[^1]);
    }

    [Fact]
    public async Task Run_QuietHours_HoldMediumAndNeverCritical()
    {
        using var quiet = new IncidentFixture(new AlertSettings { QuietHours = new QuietHours(new TimeOnly(11, 0), new TimeOnly(13, 30), TimeZoneInfo.Utc) });
        var window = quiet.Window();
        await quiet.RecordAsync(window, IncidentFixture.Found("10.0.0.1", window), IncidentFixture.Found("10.0.0.2", window, Severity.Critical));

        await quiet.DispatchAsync();
        Assert.Equal(Severity.Critical, Assert.Single(quiet.Topics.Accepted).Message.Severity);
        quiet.Time.Advance(TimeSpan.FromMinutes(89));
        await quiet.DispatchAsync();
        Assert.Single(quiet.Topics.Accepted);
        quiet.Time.Advance(TimeSpan.FromMinutes(1));
        await quiet.DispatchAsync();
        Assert.Equal(Severity.Medium, quiet.Topics.Accepted[^1].Message.Severity);
    }

    [Fact]
    public async Task Run_Accepted_RemembersHowLongItTook()
    {
        var window = fixture.Window(minutesAgo: 16);
        await fixture.RecordAsync(window, IncidentFixture.Found("10.0.0.1", window with { To = window.To.AddMinutes(-1) }));
        fixture.Time.Advance(TimeSpan.FromSeconds(2));

        await fixture.DispatchAsync();

        var sent = new List<SentAlert>();
        await foreach (var alert in new SentAlertStore(fixture.Store).ListAsync(null, null, null, default)) sent.Add(alert);
        var one = Assert.Single(sent);
        Assert.Equal((2d, 962d, 1022d, "m1"), (one.FromFinding, one.FromWindowEnd, one.FromRecordEnd, one.ChannelId));
    }

    [Theory]
    [InlineData(100, 0)]
    [InlineData(100_000, 5)]
    public async Task Run_TwoHoursWithoutTheTopic_TellsOfTenThousandFindingsWithinTheBudget(int stormSize, int alone)
    {
        using var fixture = new IncidentFixture(new AlertSettings { Budget = 5, StormSize = stormSize });
        fixture.Topics.AreDown = true;
        var most = 0L;
        for (var window = 0; window < 12; window++)
        {
            await RecordAsync(fixture, 834, first: window * 1000);
            for (var minute = 0; minute < 10; minute++)
            {
                await fixture.DispatchAsync();
                fixture.Time.Advance(TimeSpan.FromMinutes(1));
            }

            most = Math.Max(most, await NoticesStoredAsync(fixture));
        }

        // What waits alone never exceeds the budget: memory and state do not grow with what waits.
        Assert.Equal(alone, most);
        Assert.Empty(fixture.Topics.Accepted);
        fixture.Topics.AreDown = false;
        fixture.Time.Advance(TimeSpan.FromMinutes(15));
        var report = await fixture.DispatchAsync();

        Assert.Equal((alone, 1, (12 * 834) - alone, 0), (report.Sent, report.Digests, report.InDigests, report.Status!.Waiting));
    }

    private async Task<List<string>> RememberedAsync()
    {
        var names = new List<string>();
        await foreach (var entry in fixture.Store.ListAsync("outbox-targets", Core.State.StateRange.All, default)) names.Add(entry.Key);
        return names;
    }

    private async Task<(int, int, int)> CountsAsync()
    {
        var report = await fixture.DispatchAsync();
        return (report.Sent, report.Digests, report.Status!.Waiting);
    }

    private static async Task<long> NoticesStoredAsync(IncidentFixture fixture)
    {
        var count = 0L;
        await foreach (var entry in fixture.Store.ListAsync(IncidentStore.Partition(IncidentFixture.Target.Name), Core.State.StateRange.WithPrefix(Notice.Prefix), default)) count += entry.Key.Length > 0 ? 1 : 0;
        return count;
    }

    private Task RecordAsync(int findings, Severity severity = Severity.Medium, int first = 0) => RecordAsync(fixture, findings, severity, first);

    private static Task RecordAsync(IncidentFixture fixture, int findings, Severity severity = Severity.Medium, int first = 0)
    {
        var window = fixture.Window();
        return fixture.RecordAsync(window, [.. Enumerable.Range(first, findings).Select(index => IncidentFixture.Found($"10.1.{index / 250}.{index % 250}", window, severity))]);
    }
}
