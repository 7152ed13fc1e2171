using System.Net;
using System.Reflection;
using FlowWatch.AwsSimulator.Faults;
using FlowWatch.AwsSimulator.Logs;
using FlowWatch.Core.Runs;
using FlowWatch.Core.Windows;

namespace FlowWatch.Aws.Tests.Checks;

/// <summary>
/// Everything that the simulator can let go wrong, under a whole check. Whatever it is: either the findings are those of a check where
/// nothing goes wrong, or the window has failed, is named with the reason, and is judged as soon as AWS is well again.
/// </summary>
public sealed class CheckFaultTests
{
    private const string NamesTheFault = "logs:StartQuery";

    private static readonly Dictionary<string, SimulatedFault> OwnErrors = new()
    {
        ["late by ten seconds"] = SimulatedFault.Slow(TimeSpan.FromSeconds(10)),
        ["LimitExceededException"] = SimulatedFault.Error("LimitExceededException", HttpStatusCode.BadRequest),
        ["MalformedQueryException"] = SimulatedFault.Error("MalformedQueryException", HttpStatusCode.BadRequest),
        ["InvalidParameterException"] = SimulatedFault.Error("InvalidParameterException", HttpStatusCode.BadRequest),
        ["ResourceNotFoundException"] = SimulatedFault.Error("ResourceNotFoundException", HttpStatusCode.BadRequest),
        ["ServiceUnavailableException"] = SimulatedFault.Error("ServiceUnavailableException", HttpStatusCode.InternalServerError),
        ["an error nobody knows"] = SimulatedFault.Error("SomethingNewException", HttpStatusCode.BadRequest),
        ["an answer without JSON"] = SimulatedFault.OtherBody(""),
        ["an answer of another kind"] = SimulatedFault.OtherBody("{\"unknown\":[1,2,3]}"),
    };

    // All that there are, so that one which is added to the simulator is tried here without being named.
    private static readonly Dictionary<string, SimulatedFault> Faults = typeof(SimulatedFault).GetProperties(BindingFlags.Public | BindingFlags.Static)
        .Where(property => property.PropertyType == typeof(SimulatedFault))
        .ToDictionary(property => property.Name, property => (SimulatedFault)property.GetValue(null)!)
        .Concat(OwnErrors).ToDictionary();

    // Trying again helps nobody against these, so a check does not.
    private static readonly string[] NotTriedAgain = ["AccessDenied", "MalformedQueryException", "InvalidParameterException", "ResourceNotFoundException", "an error nobody knows"];

    private static readonly Lazy<Task<IReadOnlyList<string>>> WithoutFaults = new(async () =>
    {
        await using var account = await CheckedAccount.StartAsync();
        Assert.Equal(RunStatus.Succeeded, (await account.RunAsync()).Status);
        return await account.FindingsAsync();
    });

    public static TheoryData<string, string, int> Once
    {
        get
        {
            var data = new TheoryData<string, string, int>();
            foreach (var fault in Faults.Keys)
            {
                data.Add(fault, "StartQuery", 0);
                data.Add(fault, "StartQuery", 1);
                data.Add(fault, "GetQueryResults", 0);
                data.Add(fault, "GetQueryResults", 1);
            }

            return data;
        }
    }

    public static TheoryData<string, string> Always
    {
        get
        {
            var data = new TheoryData<string, string>();
            foreach (var fault in Faults.Keys.Except(["late by ten seconds"]))
            {
                data.Add(fault, "StartQuery");
                data.Add(fault, "GetQueryResults");
            }

            return data;
        }
    }

    public static TheoryData<string> All => [.. Faults.Keys];

    public static TheoryData<QueryEnd, bool> Ends => new()
    {
        { QueryEnd.Failed, true }, { QueryEnd.Cancelled, false }, { QueryEnd.Timeout, false }, { QueryEnd.Unknown, false },
    };

    [Fact]
    public async Task RunAsync_NothingWrong_FindsThePortScan() => Assert.StartsWith("PORT_SCAN Critical 203.0.113.7", Assert.Single(await WithoutFaults.Value), StringComparison.Ordinal);

    [Theory]
    [MemberData(nameof(Once))]
    public async Task RunAsync_FaultOfLogsOnce_FindsTheSameOrNamesTheWindow(string fault, string action, int after)
    {
        await using var account = await StartAsync(fault);
        using var injected = account.Aws.Faults.Add(Faults[fault], FaultScope.Of("logs", action), times: 1, after);

        var run = await account.RunAsync();

        // Of a query that AWS no longer knows, it is asked again: it may not be known everywhere yet.
        if (NotTriedAgain.Contains(fault) && (fault, action) != ("ResourceNotFoundException", "GetQueryResults")) await AssertNamedAsync(account, run, $"logs:{action}");
        else await AssertFoundAsync(account, run);
        await AssertJudgedInTheEndAsync(account);
    }

    [Theory]
    [MemberData(nameof(Always))]
    public async Task RunAsync_FaultOfLogsThatStays_NamesTheWindow(string fault, string action)
    {
        await using var account = await StartAsync(fault);
        using (account.Aws.Faults.Add(Faults[fault], FaultScope.Of("logs", action))) await AssertNamedAsync(account, await account.RunAsync(), "log group /aws/vpc/flowlogs/production");

        await AssertJudgedInTheEndAsync(account);
    }

    [Theory]
    [MemberData(nameof(All))]
    public async Task RunAsync_FaultOfTheSecondQueryThatStays_NamesTheWindow(string fault)
    {
        await using var account = await StartAsync(fault);
        using (account.Aws.Faults.Add(Faults[fault], FaultScope.Of("logs", "StartQuery"), after: 1))
        {
            var run = await account.RunAsync();
            if (fault == "late by ten seconds") await AssertFoundAsync(account, run);
            else await AssertNamedAsync(account, run, "log group /aws/vpc/flowlogs/production");
        }

        await AssertJudgedInTheEndAsync(account);
    }

    [Theory]
    [MemberData(nameof(All))]
    public async Task RunAsync_FaultOfEc2ThatStays_NamesTheWindow(string fault)
    {
        await using var account = await StartAsync(fault);
        using (account.Aws.Faults.Add(Faults[fault], FaultScope.Of("ec2", "DescribeFlowLogs")))
        {
            var run = await account.RunAsync();
            if (fault == "late by ten seconds") await AssertFoundAsync(account, run);
            else await AssertNamedAsync(account, run, "ec2:DescribeFlowLogs");
        }

        await AssertJudgedInTheEndAsync(account);
    }

    [Fact]
    public async Task RunAsync_LogsOutOfOrderWithEc2Well_NamesTheWindow()
    {
        await using var account = await CheckedAccount.StartAsync();
        using (account.Aws.Faults.Add(SimulatedFault.Unavailable, FaultScope.Of("logs"))) await AssertNamedAsync(account, await account.RunAsync(), NamesTheFault);

        await AssertJudgedInTheEndAsync(account);
    }

    [Fact]
    public async Task RunAsync_ClocksTwentyMinutesApart_FindsTheSame()
    {
        await using var account = await CheckedAccount.StartAsync();
        account.Aws.Faults.ClockSkew = TimeSpan.FromMinutes(20);

        await AssertFoundAsync(account, await account.RunAsync());
    }

    [Theory]
    [MemberData(nameof(Ends))]
    public async Task RunAsync_QueryThatEndsWithoutItsRows_FindsTheSameOrNamesTheWindow(QueryEnd end, bool isTriedAgain)
    {
        await using var account = await CheckedAccount.StartAsync();
        var started = 0;
        account.Aws.Logs.Options.Course = _ => Interlocked.Increment(ref started) == 1 ? new QueryCourse { Running = TimeSpan.FromSeconds(2), End = end } : QueryCourse.AtOnce;

        var run = await account.RunAsync();

        if (isTriedAgain) await AssertFoundAsync(account, run);
        else await AssertNamedAsync(account, run, "log group /aws/vpc/flowlogs/production");
        await AssertJudgedInTheEndAsync(account);
    }

    [Theory]
    [InlineData(QueryEnd.Failed)]
    [InlineData(QueryEnd.Cancelled)]
    [InlineData(QueryEnd.Timeout)]
    [InlineData(QueryEnd.Unknown)]
    public async Task RunAsync_QueriesThatNeverGiveTheirRows_NamesTheWindow(QueryEnd end)
    {
        await using var account = await CheckedAccount.StartAsync();
        account.Aws.Logs.Options.Course = _ => new QueryCourse { Running = TimeSpan.FromSeconds(2), End = end };

        await AssertNamedAsync(account, await account.RunAsync(), "log group /aws/vpc/flowlogs/production");

        account.Aws.Logs.Options.Course = _ => QueryCourse.AtOnce;
        await AssertJudgedInTheEndAsync(account);
    }

    [Fact]
    public async Task RunAsync_QueryThatNeverEnds_StopsItAndNamesTheWindow()
    {
        await using var account = await CheckedAccount.StartAsync();
        account.Aws.Logs.Options.Course = _ => QueryCourse.Never;

        await AssertNamedAsync(account, await account.RunAsync(), "took longer than 30 seconds");

        Assert.Equal(1, account.Aws.Logs.Counters.Stops);
        account.Aws.Logs.Options.Course = _ => QueryCourse.AtOnce;
        await AssertJudgedInTheEndAsync(account);
    }

    // An answer that does not come is waited for by the machine's clock.
    private static Task<CheckedAccount> StartAsync(string fault) => CheckedAccount.StartAsync(fault == nameof(SimulatedFault.NeverAnswered) ? TimeSpan.FromSeconds(0.5) : null);

    private static async Task AssertFoundAsync(CheckedAccount account, RunRecord run)
    {
        Assert.Equal("", string.Join('\n', run.Problems));
        Assert.Equal((RunStatus.Succeeded, 1, 0), (run.Status, run.WindowsJudged, run.WindowsFailed));
        Assert.Equal(await WithoutFaults.Value, await account.FindingsAsync());
    }

    private static async Task AssertNamedAsync(CheckedAccount account, RunRecord run, string what)
    {
        Assert.Equal((RunStatus.Failed, 0, 1), (run.Status, run.WindowsJudged, run.WindowsFailed));
        var problem = Assert.Single(run.Problems);
        Assert.Equal(account.Target.Name, problem.Target);
        Assert.StartsWith($"window {CheckedAccount.Window} was not judged: ", problem.What, StringComparison.Ordinal);
        Assert.Contains(what, problem.What, StringComparison.Ordinal);
        var row = await account.RowAsync();
        Assert.Equal((WindowStatus.Failed, CheckedAccount.Window.From), (row.Status, row.From));
        Assert.Contains(what, row.Reason, StringComparison.Ordinal);
        Assert.Equal(CheckedAccount.Window.From, await account.WatermarkAsync());
    }

    // AWS is well again: the window is judged, wholly, and gives what it would have given.
    private static async Task AssertJudgedInTheEndAsync(CheckedAccount account)
    {
        account.Aws.Faults.Clear();
        account.LetRetriesCome();
        var run = await account.RunAsync(windowsPerRun: 20);
        Assert.Equal("", string.Join('\n', run.Problems));
        var row = await account.RowAsync();
        Assert.Equal((WindowStatus.Done, CheckedAccount.Window.From, false), (row.Status, row.From, row.Partial));
        Assert.Equal(await WithoutFaults.Value, await account.FindingsAsync());
        Assert.True(await account.WatermarkAsync() > CheckedAccount.Window.From);
    }
}
