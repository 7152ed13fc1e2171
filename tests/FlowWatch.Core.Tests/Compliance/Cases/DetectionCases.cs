using System.Net;
using FlowWatch.Core.Accounts;
using FlowWatch.Core.Alerts;
using FlowWatch.Core.Compliance.Facts;
using FlowWatch.Core.Detections;
using FlowWatch.Core.Findings;
using FlowWatch.Core.Runs;
using FlowWatch.Core.Targets;
using FlowWatch.Core.Windows;
using static FlowWatch.Core.Tests.Compliance.ControlCaseSort;
using static FlowWatch.Core.Tests.Compliance.HealthyTarget;

namespace FlowWatch.Core.Tests.Compliance.Cases;

/// <summary>Cases of the controls of requirement 13.17.</summary>
internal static class DetectionCases
{
    public static IReadOnlyList<ControlCase> All { get; } =
    [
        new("checks-configured", Pass, "as the runbook says", facts => facts, "judges 10 minutes at a time"),
        new("checks-configured", Pass, "never looks again, and waits long enough", facts => Cut(facts, one => one with { LateLooks = [] }), "16 minutes after they ended"),
        new("checks-configured", Fail, "an hour at a time", facts => Cut(facts, one => one with { Length = TimeSpan.FromHours(1) }), "judges 60 minutes at a time; the runbook runs it every 15 minutes"),
        new("checks-configured", Fail, "not configured", facts => facts.Operation(one => one with { Schedules = new Dictionary<string, WindowOptions>() }), "is not configured"),
        new("checks-configured", NotVerified, "never looks again, flow logs not seen", facts => Cut(facts, one => one with { LateLooks = [] }).FlowLogs(Denied), "x:Denied"),
        new("checks-configured", NotApplicable, "no VPC", facts => facts.Vpcs(List<Vpc>()), "nothing to check"),
        new("checks-configured", Trap, "the last 10 minutes every 10 minutes", facts => Cut(facts, one => one with { LateLooks = [], SettleLag = TimeSpan.Zero }), "records take up to 6 minutes: those that come later are never judged"),

        new("checks-on-schedule", Pass, "all day", facts => facts, "ran 96 times"),
        new("checks-on-schedule", Pass, "since it was installed", facts => Run(facts, run => run.StartedAt > Now.AddHours(-6)), "of the time before no run is known"),
        new("checks-on-schedule", Fail, "not any more", facts => Run(facts, run => run.StartedAt < Now.AddHours(-4)), "paused 1 times"),
        new("checks-on-schedule", Fail, "never", facts => Run(facts, _ => false), "never ran by its timer"),
        new("checks-on-schedule", NotVerified, "state not read", facts => Run(facts, Denied), "x:Denied"),
        new("checks-on-schedule", NotApplicable, "no VPC", facts => facts.Vpcs(List<Vpc>()), "nothing to check"),
        new("checks-on-schedule", Trap, "hundreds of runs, none for five hours", facts => Run(facts, run => run.StartedAt < Now.AddHours(-10) || run.StartedAt > Now.AddHours(-5)), "paused 1 times for longer than 30 minutes"),
        new("checks-on-schedule", Trap, "runs that people asked for", facts => Run(facts, run => run with { Trigger = "http" }), "never ran by its timer"),

        new("check-success-rate", Pass, "all", facts => facts, "(100.0 %)"),
        new("check-success-rate", Pass, "problems of another target", facts => Run(facts, run => run with { Status = RunStatus.Partial, ProblemCount = 1, Problems = [new RunProblem("other", "denied")] }), "(100.0 %)"),
        new("check-success-rate", Fail, "one in ten failed", facts => Run(facts, run => run.StartedAt.Minute < 6 ? run with { Status = RunStatus.Failed } : run), "not more than 99 %"),
        new("check-success-rate", NotVerified, "state not read", facts => Run(facts, Denied), "x:Denied"),
        new("check-success-rate", NotVerified, "more problems than are remembered", facts => Run(facts, run => run with { Status = RunStatus.Partial, ProblemCount = 900, Problems = [new RunProblem("other", "denied")] }), "may be among them"),
        new("check-success-rate", NotApplicable, "no run ended", facts => Run(facts, _ => false), "see checks-on-schedule"),
        new("check-success-rate", Trap, "no error, and a part only", facts => Run(facts, run => run with { Status = RunStatus.Partial, ProblemCount = 1, Problems = [new RunProblem("production-eu", "denied")] }), "0 of 96 runs"),
        new("check-success-rate", Trap, "runs that never ended", facts => Run(facts, run => run with { Status = RunStatus.Running, FinishedAt = null }), "not more than 99 %"),

        new("windows-judged", Pass, "all", facts => facts, "are judged or not due yet"),
        new("windows-judged", Fail, "one waits", facts => Due(facts, new LedgerSummary { AgedCount = 1, OldestUnjudgedAge = TimeSpan.FromHours(3) }), "the oldest for 180"),
        new("windows-judged", NotVerified, "windows not read", facts => facts.Operation(one => one with { Windows = PerCheck(_ => (Fact<IReadOnlyList<WindowRow>>)Denied) }), "x:Denied"),
        new("windows-judged", NotVerified, "ledger not read", facts => facts.Operation(one => one with { Ledgers = PerCheck(_ => (Fact<LedgerSummary>)Denied) }), "x:Denied"),
        new("windows-judged", NotApplicable, "none", facts => Window(facts, _ => null), "see checks-on-schedule"),
        new("windows-judged", Trap, "judged, though a part could not be read", facts => Window(facts, row => row.From.Hour == 3 ? row with { Partial = true, Reason = "a query was cut off" } : row), "judged in part only"),
        new("windows-judged", Trap, "all judged, and a hole between two", facts => Window(facts, row => row.From.Hour == 3 ? null : row), "there is time that none covers: from 2026-03-01 03:00Z to 2026-03-01 04:00Z"),
        new("windows-judged", Trap, "none waits, as none was begun", facts => Due(facts, new LedgerSummary { Due = 9, OldestUnjudgedAge = TimeSpan.FromHours(2) }), "the oldest for 120"),

        new("thresholds-in-force", Pass, "the defaults", facts => facts, "at least as strictly"),
        new("thresholds-in-force", Pass, "stricter", facts => Set(facts, "PORT_SCAN", "distinctPorts", "20"), "at least as strictly"),
        new("thresholds-in-force", Fail, "raised", facts => Set(facts, "PORT_SCAN", "distinctPorts", "500"), "distinctPorts is 500 ports, not 50"),
        new("thresholds-in-force", Fail, "a port left out", facts => Set(facts, "SUSPICIOUS_PORT_ACCESS", "ports", "22"), "SUSPICIOUS_PORT_ACCESS judges"),
        new("thresholds-in-force", NotVerified, "flow logs not seen", facts => facts.FlowLogs(Denied), "x:Denied"),
        new("thresholds-in-force", NotVerified, "format not told", facts => facts.FlowLogs(FlowLog() with { LogFormat = null }), "not known whether"),
        new("thresholds-in-force", NotApplicable, "no flow log", facts => facts.FlowLogs(), "see flow-log-active"),
        new("thresholds-in-force", Trap, "set, and without effect", facts => facts.FlowLogs(FlowLog() with { LogFormat = FlowLog().LogFormat!.Replace(" ${dstport}", "", StringComparison.Ordinal) }), "without effect on production-eu"),
        new("thresholds-in-force", Trap, "the number stays, its window shrinks", facts => Set(facts, "PORT_SCAN", "windowMinutes", "1"), "windowMinutes is 1 minutes, not 10"),

        new("alert-topics-subscribed", Pass, "both heard", facts => facts, "1 confirmed subscription hears"),
        new("alert-topics-subscribed", Fail, "no topic", facts => facts with { Target = facts.Target with { Topics = new AlertTopics() } }, "names no topic for findings of the runbook's severity Critical"),
        new("alert-topics-subscribed", Fail, "topic gone", facts => Topics(facts, new FactFailure(FactFailureKind.NotFound, "sns:GetTopicAttributes", Critical, "none")), "does not exist"),
        new("alert-topics-subscribed", Fail, "nobody subscribed", facts => Topics(facts, Topic(Critical) with { ConfirmedSubscriptions = 0, Subscriptions = List<TopicSubscription>() }), "it has no subscription"),
        new("alert-topics-subscribed", NotVerified, "topic not seen", facts => Topics(facts, Denied), "x:Denied"),
        new("alert-topics-subscribed", NotVerified, "subscriptions not seen", facts => Topics(facts, Topic(Critical) with { ConfirmedSubscriptions = null, Subscriptions = Denied }), "x:Denied"),
        new("alert-topics-subscribed", NotApplicable, "no VPC", facts => facts.Vpcs(List<Vpc>()), "nothing to tell of"),
        new("alert-topics-subscribed", Trap, "subscribed and never confirmed", facts => Topics(facts, Topic(Critical) with { ConfirmedSubscriptions = 0, PendingSubscriptions = 1, Subscriptions = List(new TopicSubscription("email", false)) }), "asked for and never confirmed"),
        new("alert-topics-subscribed", Trap, "a warning topic only", facts => facts with { Target = facts.Target with { Topics = new AlertTopics { Warning = Warning } } }, "severity Critical"),

        new("alert-topics-subscribed", Trap, "an address that tells nobody", facts => facts with { Target = facts.Target with { Topics = new AlertTopics { Warning = Warning, Critical = "console" } } }, "where nobody is told"),
        new("alert-topics-subscribed", Pass, "a webhook beside a topic", facts => facts with { Target = facts.Target with { Topics = new AlertTopics { Warning = Warning, Critical = "https://hooks.example.com/secret" } } }, "1 confirmed subscription hears"),
        new("alert-test", Fail, "a webhook that was never tested, named without its path", facts => facts with { Target = facts.Target with { Topics = new AlertTopics { Warning = Warning, Critical = "https://hooks.example.com/secret" } } }, "No alert was ever sent to the webhook at hooks.example.com as a test"),

        new("alert-test", Pass, "20 days ago", facts => facts, "was accepted at 2026-02-09"),
        new("alert-test", Fail, "never", facts => Tests(facts), "No alert was ever sent"),
        new("alert-test", Fail, "long ago", facts => Tests(facts, new AlertTestRecord(Warning, Now.AddDays(-91), Now.AddDays(-91), "1", null), new AlertTestRecord(Critical, Now, Now, "1", null)), "91 days old"),
        new("alert-test", NotVerified, "state not read", facts => facts.Operation(one => one with { AlertTests = Denied }), "x:Denied"),
        new("alert-test", NotApplicable, "no topic", facts => facts with { Target = facts.Target with { Topics = new AlertTopics() } }, "names no topic"),
        new("alert-test", Trap, "sent and refused", facts => Tests(facts, new AlertTestRecord(Warning, Now, Now, "1", null), new AlertTestRecord(Critical, Now, null, null, "the key of the topic is disabled")), "the key of the topic is disabled"),
        new("alert-test", Trap, "one of two topics", facts => Tests(facts, new AlertTestRecord(Warning, Now, Now, "1", null)), $"No alert was ever sent to {Critical}"),

        new("suppressions-reviewed", Pass, "narrow", facts => facts, "is narrow"),
        new("suppressions-reviewed", Fail, "expired", facts => Suppress(facts, Suppression() with { Expires = Now.AddDays(-1) }), "expired on 2026-02-28"),
        new("suppressions-reviewed", Fail, "no owner", facts => Suppress(facts, Suppression() with { Owner = " " }), "has no owner"),
        new("suppressions-reviewed", NotVerified, "state not read", facts => facts.Operation(one => one with { Suppressions = Denied }), "x:Denied"),
        new("suppressions-reviewed", NotApplicable, "none", facts => Suppress(facts), "has no suppression"),
        new("suppressions-reviewed", Trap, "all fields filled, every address covered", facts => Suppress(facts, Suppression() with { Source = IPNetwork.Parse("0.0.0.0/0") }), "may hold back more than it should"),
        new("suppressions-reviewed", Trap, "for ten years", facts => Suppress(facts, Suppression() with { Expires = Now.AddYears(10) }), "it holds for 10 years"),
    ];

    private static ComplianceFacts Cut(ComplianceFacts facts, Func<WindowOptions, WindowOptions> change) => facts.Operation(one => one with { Schedules = PerCheck(check => change(HealthyTarget.Cut(check))) });

    private static ComplianceFacts Run(ComplianceFacts facts, Func<RunRecord, bool> keep) => Run(facts, run => keep(run) ? run : null);

    private static ComplianceFacts Run(ComplianceFacts facts, Func<RunRecord, RunRecord?> change) => facts.Operation(one => one with { Runs = PerCheck(check => List<RunRecord>([.. HealthyTarget.Runs(check).Select(change).OfType<RunRecord>()])) });

    private static ComplianceFacts Run(ComplianceFacts facts, FactFailure failure) => facts.Operation(one => one with { Runs = PerCheck(_ => (Fact<IReadOnlyList<RunRecord>>)failure) });

    private static ComplianceFacts Window(ComplianceFacts facts, Func<WindowRow, WindowRow?> change) => facts.Operation(one => one with { Windows = PerCheck(check => List<WindowRow>([.. HealthyTarget.Windows(check).Select(change).OfType<WindowRow>()])) });

    private static ComplianceFacts Due(ComplianceFacts facts, LedgerSummary summary) => facts.Operation(one => one with { Ledgers = PerCheck(_ => (Fact<LedgerSummary>)summary) });

    private static ComplianceFacts Topics(ComplianceFacts facts, Fact<TopicDetails> critical) => facts.Operation(one => one with { Topics = new Dictionary<string, Fact<TopicDetails>> { [Warning] = Topic(Warning), [Critical] = critical } });

    private static ComplianceFacts Tests(ComplianceFacts facts, params AlertTestRecord[] tests) => facts.Operation(one => one with { AlertTests = List(tests) });

    private static ComplianceFacts Suppress(ComplianceFacts facts, params Suppression[] suppressions) => facts.Operation(one => one with { Suppressions = List(suppressions) });

    private static ComplianceFacts Set(ComplianceFacts facts, string detection, string setting, string value)
    {
        var errors = new List<string>();
        var changed = DetectionSettings.Change(facts.Target.Settings.Detections, [("test", detection, setting, value)], errors);
        return errors.Count == 0 ? facts with { Target = facts.Target with { Settings = facts.Target.Settings with { Detections = changed } } } : throw new InvalidOperationException(string.Join("; ", errors));
    }
}
