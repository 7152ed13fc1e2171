using CsCheck;
using FlowWatch.Core.Alerts.Outbox;
using FlowWatch.Core.Findings;
using FlowWatch.Core.Incidents;
using FlowWatch.Core.State;
using FlowWatch.Core.Targets;
using FlowWatch.Core.Windows;

namespace FlowWatch.Core.Tests.Incidents;

/// <summary>
/// Whatever is found, dies, fails and is decided by people, in any order: every finding is in exactly one incident, everything that people must be
/// told they are told, no topic gets more than its budget and one digest an hour, and statuses follow the table.
/// </summary>
public class IncidentPropertyTests
{
    private const int Budget = 3;

    /// <summary>So that both happen: topics with few alerts, and with a storm of them.</summary>
    private const int StormSize = 8;

    // What may become of an incident, said once more and apart from the code that does it.
    private static readonly Dictionary<IncidentEvent, string[]> Legal = new()
    {
        [IncidentEvent.Seen] = ["New>Ongoing", "Ongoing>Ongoing", "Escalated>Escalated", "Acknowledged>Acknowledged", "Resolved>Reopened", "Reopened>Ongoing"],
        [IncidentEvent.Worsened] = ["New>Escalated", "Ongoing>Escalated", "Escalated>Escalated", "Acknowledged>Escalated", "Resolved>Reopened", "Reopened>Escalated"],
        [IncidentEvent.Acknowledge] = ["New>Acknowledged", "Ongoing>Acknowledged", "Escalated>Acknowledged", "Reopened>Acknowledged"],
        [IncidentEvent.Resolve] = ["New>Resolved", "Ongoing>Resolved", "Escalated>Resolved", "Acknowledged>Resolved", "Reopened>Resolved"],
        [IncidentEvent.Quiet] = ["New>Resolved", "Ongoing>Resolved", "Escalated>Resolved", "Acknowledged>Resolved", "Reopened>Resolved"],
        [IncidentEvent.Reopen] = ["Resolved>Reopened"],
    };

    private enum Act
    {
        Judge,
        JudgeAgain,
        Dispatch,
        Outage,
        Acknowledge,
        Resolve,
        Reopen,
        Sweep,
        Wait,
        Sleep,
        ClockBack,
        ClockForward,
        Crash,
    }

    [Fact]
    public void Incidents_AnySequence_LoseNothingAndFloodNobody()
    {
        var crashes = 0;
        var sent = 0;
        var act = Gen.Select(Gen.Int[0, (int)Act.Crash].Select(number => (Act)number), Gen.Int[0, 30]);
        act.Array[1, 60].Sample(
            acts =>
            {
                CrashingState? state = null;
                using var fixture = new IncidentFixture(new AlertSettings { Budget = Budget, StormSize = StormSize, OnResolve = true }, inner => state = new CrashingState(inner));
                var found = new HashSet<string>();
                var judged = new List<(TimeWindow Window, IReadOnlyList<Finding> Findings)>();
                foreach (var (what, amount) in acts) Guarded(() => Do(what, amount));

                // The end: topics accept, hosts live, and hours go by until nothing waits.
                state!.Heal();
                foreach (var (window, findings) in judged) Sync(fixture.RecordAsync(window, findings));
                fixture.Topics.AreDown = false;
                for (var hour = 0; hour < 30; hour++)
                {
                    fixture.Time.Advance(TimeSpan.FromMinutes(61));
                    if (Sync(fixture.DispatchAsync($"last{hour}")) is { Status.Waiting: 0 }) break;
                }

                var incidents = Sync(fixture.AllAsync());
                Assert.Equal(found.Order(), incidents.Select(incident => incident.Fingerprint).Order());
                Assert.All(incidents, HasLegalHistory);
                Assert.All(incidents, incident => Assert.Equal(judged.Where(one => one.Findings.Any(finding => finding.Fingerprint == incident.Fingerprint)).Select(one => one.Window.From.ToUnixTimeSeconds() / 60).Distinct().Count(), incident.Occurrences));
                var due = incidents.Sum(incident => incident.Sequence);
                var told = fixture.Topics.Alone.Select(message => message.Id).Distinct().Count() + fixture.Topics.Digests.Sum(digest => int.Parse(digest.Attributes["sequence"], System.Globalization.CultureInfo.InvariantCulture));
                Assert.True(told >= due, $"told {told} of {due}");
                if (state.Crashes == 0) Assert.Equal(due, told);
                Assert.All(fixture.Topics.Accepted.GroupBy(one => (one.Topic, TopicState.HourOf(one.At))), hour =>
                {
                    Assert.InRange(hour.Count(one => one.Message.Attributes["reason"] != "digest"), 0, Budget);
                    // One digest besides the budget; further ones, of storms, are of the budget.
                    Assert.InRange(hour.Count(), 0, Budget + 1);
                });
                Assert.Equal(0, Sync(new OutboxStore(fixture.Store).StatusAsync(default))!.Waiting);
                crashes += state.Crashes;
                sent += told;

                void Do(Act what, int amount)
                {
                    switch (what)
                    {
                        case Act.Judge:
                            var window = fixture.Window();
                            var findings = Enumerable.Range(0, amount % 7).Select(index => IncidentFixture.Found($"10.0.0.{(amount + index) % 12}", window, (Severity)(2 + (amount % 3)), 60 * (amount % 2 == 0 ? 1 : 20), amount % 5 == 0 ? "8.8.8.8" : "10.0.0.99")).ToList();
                            judged.Add((window, findings));
                            found.UnionWith(findings.Select(finding => finding.Fingerprint));
                            // As the ledger does: a window that was not marked is judged again.
                            Sync(fixture.RecordAsync(window, findings));
                            break;
                        case Act.JudgeAgain when judged.Count > 0:
                            var again = judged[amount % judged.Count];
                            Sync(fixture.RecordAsync(again.Window, again.Findings));
                            break;
                        case Act.Dispatch:
                            Sync(fixture.DispatchAsync($"host{amount % 2}"));
                            break;
                        case Act.Outage:
                            fixture.Topics.AreDown = !fixture.Topics.AreDown;
                            break;
                        case Act.Acknowledge or Act.Resolve or Act.Reopen:
                            var all = Sync(fixture.AllAsync());
                            var action = what switch { Act.Acknowledge => IncidentEvent.Acknowledge, Act.Resolve => IncidentEvent.Resolve, _ => IncidentEvent.Reopen };
                            if (all.Count > 0) Sync(fixture.Actions.ActAsync(all[amount % all.Count].Id, new IncidentAction(action, "ana", null, what == Act.Resolve ? IncidentDisposition.TruePositive : null, null), default));
                            break;
                        case Act.Sweep:
                            var ledger = new WindowLedger(fixture.Store, fixture.Time, "host");
                            while (Sync(ledger.ClaimAsync(IncidentFixture.Target.Name, "security", new WindowOptions(), default)) is { } lease) Sync(ledger.CompleteAsync(lease, new WindowOutcome(1, 0, fixture.Time.GetUtcNow(), null), default));
                            Sync(new IncidentSweep(fixture.Incidents, ledger, fixture.Settings, fixture.Time).RunAsync([IncidentFixture.Target], default));
                            break;
                        case Act.Wait:
                            fixture.Time.Advance(TimeSpan.FromMinutes(amount));
                            break;
                        case Act.Sleep:
                            fixture.Time.Advance(TimeSpan.FromHours(amount));
                            break;
                        case Act.ClockBack:
                            // As when a host's clock is put right, and over the edge of an hour as well.
                            fixture.Time.AdjustTime(fixture.Time.GetUtcNow().AddSeconds(-10 * amount));
                            break;
                        case Act.ClockForward:
                            // To where an hour has just begun: a step back after it comes to the hour before.
                            var later = fixture.Time.GetUtcNow().AddHours(amount % 2 == 0 ? 1 : 1 + (amount % 9));
                            fixture.Time.AdjustTime(new DateTimeOffset(later.UtcTicks - (later.UtcTicks % TimeSpan.TicksPerHour), TimeSpan.Zero).AddSeconds(amount));
                            break;
                        case Act.Crash:
                            state!.CrashAfter(amount % 6, amount % 2 == 0);
                            break;
                        default:
                            break;
                    }
                }

                void Guarded(Action step)
                {
                    try
                    {
                        step();
                    }
                    catch (StateException)
                    {
                        // The next host begins where the dead one left the state.
                        state!.Heal();
                    }
                    catch (AggregateException error) when (error.Flatten().InnerExceptions.All(inner => inner is StateException))
                    {
                        state!.Heal();
                    }
                }
            },
            iter: 150,
            threads: 1);

        // Guards the property against sequences in which nothing happens.
        Assert.True(crashes > 20 && sent > 500, $"{crashes} crashes, {sent} told");
    }

    private static void HasLegalHistory(Incident incident)
    {
        if (incident.HistoryDropped > 0) return;
        Assert.Equal((IncidentEvent.Seen, IncidentStatus.New), (incident.History[0].What, incident.History[0].Status));
        var status = IncidentStatus.New;
        foreach (var step in incident.History.Skip(1))
        {
            // Being seen again without a change of status leaves no step; what it may have led to before is one of these.
            Assert.Contains($"{step.What} to {step.Status}", After(status, step.What).Concat(After(status, IncidentEvent.Seen).SelectMany(seen => After(seen, step.What))).Select(after => $"{step.What} to {after}"));
            status = step.Status;
        }

        Assert.Contains(incident.Status, After(status, IncidentEvent.Seen).Append(status));
    }

    private static IEnumerable<IncidentStatus> After(IncidentStatus status, IncidentEvent what) => Legal[what].Where(one => one.StartsWith($"{status}>", StringComparison.Ordinal)).Select(one => Enum.Parse<IncidentStatus>(one.Split('>')[1]));

    private static void Sync(Task task) => task.GetAwaiter().GetResult();

    private static T Sync<T>(Task<T> task) => task.GetAwaiter().GetResult();
}
