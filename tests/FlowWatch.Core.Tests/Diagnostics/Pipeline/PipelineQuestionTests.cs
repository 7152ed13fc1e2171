using FlowWatch.Core.Accounts;
using FlowWatch.Core.Diagnostics;
using FlowWatch.Core.Diagnostics.Answers;
using FlowWatch.Core.Diagnostics.Parameters;
using FlowWatch.Core.Diagnostics.Pipeline;
using FlowWatch.Core.Runs;
using FlowWatch.Core.Tests.Compliance;
using FlowWatch.Core.Windows;

namespace FlowWatch.Core.Tests.Diagnostics.Pipeline;

/// <summary>From what was found to a diagnosis: the most likely cause first, with evidence and a command.</summary>
public class PipelineQuestionTests
{
    private static readonly PipelineFacts Healthy = new()
    {
        Account = HealthyTarget.Facts,
        Runs = HealthyTarget.List(HealthyTarget.Runs("anomaly").Concat(HealthyTarget.Runs("security")).OrderByDescending(run => run.StartedAt).ToArray()),
        Ledgers = HealthyTarget.Facts.Operation.Ledgers,
        Topics = HealthyTarget.Facts.Operation.Topics,
    };

    public static TheoryData<string, string, string> Broken => new()
    {
        { "no flow log", "flow-log-active", "describe-flow-logs" },
        { "flow log not active", "flow-log-active", "describe-flow-logs" },
        { "role trusts another", "delivery-role", "get-role" },
        { "role may not put", "delivery-role", "get-role" },
        { "access error", "flow-log-delivering", "describe-flow-logs" },
        { "log group gone", "log-group-receiving", "get-metric-statistics" },
        { "nothing comes", "log-group-receiving", "get-metric-statistics" },
        { "late", "record-latency", "start-query" },
    };

    public static TheoryData<string, string, string> Silent => new()
    {
        { "no runs", "runs-anomaly", "/api/checks/anomaly/runs" },
        { "old runs", "runs-anomaly", "functionapp" },
        { "runs failed", "runs-anomaly", "flowwatch doctor --target production-eu" },
        { "target not looked at", "runs-anomaly", "flowwatch doctor --target production-eu" },
        { "no room", "limits", "service-quotas" },
        { "windows wait", "windows-anomaly", "flowwatch doctor" },
        { "no topics", "topics", "config show" },
        { "topic gone", "topics", "sns create-topic --name warning" },
        { "nobody hears", "topics", "--send-test" },
    };

    [Theory]
    [InlineData("why-no-flow-logs")]
    [InlineData("why-no-findings")]
    public void Answer_AllIsWell_SaysSo(string id)
    {
        var answer = Answer(id, Healthy);

        Assert.Equal("Everything on the way is as it must be.", Assert.Single(answer.Notes));
        Assert.Empty(answer.NotVerified);
        Assert.Empty(Table(answer, "diagnosis").Rows);
        Assert.All(Table(answer, "steps").Rows, step => Assert.Equal("ok", step[1]));
    }

    [Theory]
    [MemberData(nameof(Broken))]
    public void Answer_BrokenDelivery_NamesTheCauseItsEvidenceAndTheCommand(string how, string step, string command) => IsDiagnosed("why-no-flow-logs", Healthy with { Account = Break(how) }, step, command);

    [Theory]
    [MemberData(nameof(Silent))]
    public void Answer_SilentAnalysis_NamesTheCauseItsEvidenceAndTheCommand(string how, string step, string command) => IsDiagnosed("why-no-findings", Silence(how), step, command);

    [Fact]
    public void Answer_SeveralThingsWrong_NamesTheFirstOnTheWay()
    {
        var answer = Answer("why-no-flow-logs", Healthy with { Account = Break("nothing comes").FlowLogs(HealthyTarget.FlowLog() with { Status = "INACTIVE" }).DeliveryRole(HealthyTarget.RoleOf(HealthyTarget.FlowLogTrust)) });

        Assert.Equal([1L, 2L, 3L], Table(answer, "diagnosis").Rows.Select(row => (long)row[0]!).Take(3));
        Assert.StartsWith("Most likely cause: ", answer.Notes[0], StringComparison.Ordinal);
        Assert.Contains((string)Table(answer, "diagnosis").Rows[0][1]!, answer.Notes[0], StringComparison.Ordinal);
    }

    [Fact]
    public void Answer_AccessRefused_IsNotVerifiedAndNamesThePermission()
    {
        var denied = new FactFailure(FactFailureKind.AccessDenied, "ec2:DescribeFlowLogs", "*", "not authorized");

        var answer = Answer("why-no-flow-logs", Healthy with { Account = HealthyTarget.Facts.FlowLogs(denied) });

        Assert.Contains(answer.NotVerified, what => what.Contains("ec2:DescribeFlowLogs", StringComparison.Ordinal));
        Assert.Contains(Table(answer, "diagnosis").Rows, row => ((string)row[1]!).StartsWith("NOT VERIFIED: ", StringComparison.Ordinal) && ((string)row[3]!).Contains("ec2:DescribeFlowLogs", StringComparison.Ordinal));
        Assert.DoesNotContain("as it must be", answer.Notes[0], StringComparison.Ordinal);
    }

    [Fact]
    public void Answer_StateNotAtHand_IsNotVerified()
    {
        var absent = new FactFailure(FactFailureKind.Unavailable, "FlowWatch state", "production-eu", "only a host of FlowWatch remembers");

        var answer = Answer("why-no-findings", Healthy with { Runs = absent, Ledgers = HealthyTarget.PerCheck(_ => (Fact<LedgerSummary>)absent) });

        Assert.Equal(4, answer.NotVerified.Count);
        Assert.Equal("Nothing is known to be wrong, but not everything could be looked at.", answer.Notes[0]);
    }

    [Fact]
    public void Answer_HostileNames_AreQuotedInCommands()
    {
        var account = HealthyTarget.Facts.FlowLogs(HealthyTarget.FlowLog() with { Id = "fl-1; rm -rf ~ #'", Status = "INACTIVE" });

        var command = (string)Table(Answer("why-no-flow-logs", Healthy with { Account = account }), "diagnosis").Rows.First(row => ((string)row[4]!).Contains("describe-flow-logs", StringComparison.Ordinal))[4]!;

        Assert.Contains(@"'fl-1; rm -rf ~ #'\'''", command, StringComparison.Ordinal);
    }

    private static void IsDiagnosed(string id, PipelineFacts facts, string step, string command)
    {
        var answer = Answer(id, facts);

        var first = Table(answer, "diagnosis").Rows[0];
        Assert.Equal($"Most likely cause: {first[1]}", answer.Notes[0]);
        Assert.NotEmpty((string)first[2]!);
        Assert.NotEmpty((string)first[3]!);
        Assert.Contains(command, (string)first[4]!, StringComparison.Ordinal);
        var wrong = Table(answer, "steps").Rows.First(row => (string)row[1]! == "WRONG");
        Assert.Equal((step, first[1]), ((string)wrong[0]!, wrong[2]));
    }

    private static Core.Compliance.Facts.ComplianceFacts Break(string how) => how switch
    {
        "no flow log" => HealthyTarget.Facts.FlowLogs([]),
        "flow log not active" => HealthyTarget.Facts.FlowLogs(HealthyTarget.FlowLog() with { Id = "fl-2" }, HealthyTarget.FlowLog() with { Status = "INACTIVE" }),
        "role trusts another" => HealthyTarget.Facts.DeliveryRole(HealthyTarget.RoleOf(HealthyTarget.FlowLogTrust.Replace("vpc-flow-logs", "ec2", StringComparison.Ordinal), HealthyTarget.Deliver)),
        "role may not put" => HealthyTarget.Facts.DeliveryRole(HealthyTarget.RoleOf(HealthyTarget.FlowLogTrust, HealthyTarget.Deliver.Replace("logs:PutLogEvents", "logs:GetLogEvents", StringComparison.Ordinal))),
        "access error" => HealthyTarget.Facts.FlowLogs(HealthyTarget.FlowLog() with { DeliveryStatus = FlowLogDeliveryStatus.Failed, DeliveryError = "Access error" }),
        "log group gone" => HealthyTarget.Facts.Delivery(delivery => delivery with { LogGroup = new FactFailure(FactFailureKind.NotFound, "logs:DescribeLogGroups", HealthyTarget.Group, "there is no log group") }),
        "nothing comes" => HealthyTarget.Facts.Delivery(delivery => delivery with { IncomingEvents = HealthyTarget.Events(_ => false) }),
        "late" => HealthyTarget.Facts.Delivery(delivery => delivery with { Latency = delivery.Latency.Value! with { NinetyFifth = TimeSpan.FromMinutes(40), NinetyNinth = TimeSpan.FromMinutes(50) } }),
        _ => throw new ArgumentOutOfRangeException(nameof(how), how, "Nothing breaks like that."),
    };

    private static PipelineFacts Silence(string how) => how switch
    {
        "no runs" => Healthy with { Runs = HealthyTarget.List<RunRecord>() },
        "old runs" => Healthy with { Runs = Runs(run => run with { StartedAt = run.StartedAt.AddHours(-3) }) },
        "runs failed" => Healthy with { Runs = Runs(run => run with { Status = RunStatus.Failed }) },
        "target not looked at" => Healthy with { Runs = Runs(run => run with { Status = RunStatus.Partial, Problems = [new RunProblem("production-eu", "access denied")] }) },
        "no room" => Healthy with { Runs = HealthyTarget.List(Healthy.Runs.Value!.Select((run, index) => index == 5 ? run with { Problems = [new RunProblem("production-eu", "AWS had no room for the query, also after waiting")] } : run).ToArray()) },
        "windows wait" => Healthy with { Ledgers = HealthyTarget.PerCheck(check => (Fact<LedgerSummary>)(check == "anomaly" ? new LedgerSummary { Failed = 1, AgedCount = 1, Aged = [new AgedWindow("production-eu", check, new WindowRow { From = HealthyTarget.Now.AddHours(-9), To = HealthyTarget.Now.AddHours(-8), Status = WindowStatus.Failed, Reason = "access denied" })] } : LedgerSummary.Nothing)) },
        "no topics" => Healthy with { Topics = new Dictionary<string, Fact<TopicDetails>>() },
        "topic gone" => Healthy with { Topics = new Dictionary<string, Fact<TopicDetails>> { [HealthyTarget.Warning] = new FactFailure(FactFailureKind.NotFound, "sns:GetTopicAttributes", HealthyTarget.Warning, "no such topic") } },
        "nobody hears" => Healthy with { Topics = new Dictionary<string, Fact<TopicDetails>> { [HealthyTarget.Warning] = HealthyTarget.Topic(HealthyTarget.Warning) with { ConfirmedSubscriptions = 0, PendingSubscriptions = 1 } } },
        _ => throw new ArgumentOutOfRangeException(nameof(how), how, "Nothing is silent like that."),
    };

    private static Fact<IReadOnlyList<RunRecord>> Runs(Func<RunRecord, RunRecord> change) => HealthyTarget.List(Healthy.Runs.Value!.Select(change).ToArray());

    private static DiagnosticAnswer Answer(string id, PipelineFacts facts)
    {
        var question = (PipelineQuestion)DiagnosticCatalog.Find(id)!;
        return question.Answer(new DiagnosticRequest { Target = HealthyTarget.Facts.Target, Scope = ["production-eu"], Arguments = DiagnosticArguments.Of(question), Now = HealthyTarget.Now }, facts);
    }

    private static DiagnosticTable Table(DiagnosticAnswer answer, string name) => answer.Tables.Single(table => table.Name == name);
}
