using FlowWatch.Aws.CloudWatchLogs.Scheduling;
using FlowWatch.Core.Accounts;
using FlowWatch.Core.Checks;
using FlowWatch.Core.Queries;

namespace FlowWatch.Aws.CloudWatchLogs;

/// <summary>The figures of an engine's life: what was asked, what it cost, and what could not be looked at. Safe to use from many threads.</summary>
/// <param name="pricePerGigabyte">US dollars per 10^9 bytes.</param>
internal sealed class InsightsRun(decimal pricePerGigabyte)
{
    /// <summary>How many problems are kept for showing.</summary>
    public const int Shown = 10;

    private const decimal BytesPerGigabyte = 1_000_000_000m;

    private readonly Lock all = new();
    private readonly List<InputProblem> first = [];
    private long problems;
    private long started;
    private long bytes;
    private long largest;
    private long scanned;
    private long matched;
    private long waited;
    private FactFailure? failure;
    private int cutOff;
    private int unanswered;
    private int scans;
    private int evaluated;

    /// <summary>Notes a problem.</summary>
    /// <param name="problem">What it is.</param>
    /// <param name="count">How many there are of it.</param>
    public void Add(InputProblem problem, long count = 1)
    {
        lock (all)
        {
            problems += count;
            if (first.Count < Shown) first.Add(problem);
        }
    }

    /// <summary>Notes a result that AWS cut off.</summary>
    public void AddCutOff(InputProblem problem)
    {
        lock (all) cutOff++;
        Add(problem);
    }

    /// <summary>What an outcome means for whoever wanted to look.</summary>
    public static FactFailureKind KindOf(InsightsOutcome outcome) => outcome switch
    {
        InsightsOutcome.AccessDenied => FactFailureKind.AccessDenied,
        InsightsOutcome.LogGroupNotFound => FactFailureKind.NotFound,
        InsightsOutcome.NoCredentials => FactFailureKind.NoCredentials,
        InsightsOutcome.Throttled => FactFailureKind.Throttled,
        InsightsOutcome.Unavailable or InsightsOutcome.TimedOut => FactFailureKind.Unavailable,
        _ => FactFailureKind.Unexpected,
    };

    /// <summary>Why a query came to no end, with the action of the call that failed.</summary>
    /// <param name="result">What came of it.</param>
    /// <param name="logGroup">The log group that was asked.</param>
    public static FactFailure FailureOf(InsightsResult result, string logGroup)
    {
        var action = result.Action ?? "logs:StartQuery";
        var (message, known) = (result.Message ?? result.Outcome.ToString(), $"{action} on {logGroup}: ");
        return new FactFailure(KindOf(result.Outcome), action, logGroup, message.StartsWith(known, StringComparison.Ordinal) ? message[known.Length..] : message);
    }

    /// <summary>Notes a query that AWS did not answer.</summary>
    public void AddUnanswered(InputProblem problem)
    {
        lock (all) unanswered++;
        Add(problem);
    }

    /// <summary>Notes what a query took.</summary>
    /// <param name="result">What came of it.</param>
    /// <param name="logGroup">The log group that was asked.</param>
    public void Add(InsightsResult result, string logGroup)
    {
        lock (all)
        {
            if (result.Outcome != InsightsOutcome.Complete) failure ??= FailureOf(result, logGroup);
            started += result.QueriesStarted;
            bytes += result.Statistics.BytesScanned;
            largest = Math.Max(largest, result.Statistics.BytesScanned);
            scanned += result.Statistics.RecordsScanned;
            matched += result.Statistics.RecordsMatched;
            waited += result.Waited.Ticks;
        }
    }

    /// <summary>Notes a query over records.</summary>
    public void AddScan()
    {
        lock (all) scans++;
    }

    /// <summary>Notes a query that was answered in memory.</summary>
    public void AddEvaluation()
    {
        lock (all) evaluated++;
    }

    /// <summary>All of it so far.</summary>
    public FlowEngineStatistics Statistics
    {
        get
        {
            lock (all)
            {
                return new FlowEngineStatistics
                {
                    Files = 1,
                    Bytes = largest,
                    Scans = scans,
                    Queries = evaluated,
                    ProblemCount = problems,
                    Problems = [.. first],
                    CutOffResults = cutOff,
                    Failure = failure,
                    UnansweredQueries = unanswered,
                    CloudUsage = new CloudQueryUsage
                    {
                        QueriesStarted = started,
                        BytesScanned = bytes,
                        RecordsScanned = scanned,
                        RecordsMatched = matched,
                        EstimatedCost = bytes / BytesPerGigabyte * pricePerGigabyte,
                        Waited = TimeSpan.FromTicks(waited),
                    },
                };
            }
        }
    }
}
