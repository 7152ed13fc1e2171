using FlowWatch.Aws.CloudWatchLogs.QueryLanguage;
using FlowWatch.Aws.CloudWatchLogs.Scheduling;
using FlowWatch.Core.Checks;
using FlowWatch.Core.Queries;
using FlowWatch.Core.Queries.Evaluation;

namespace FlowWatch.Aws.CloudWatchLogs;

/// <summary>
/// Asks one text of a window. A result at the row limit is cut off, so the window is asked again in parts, as long as there are parts
/// left; the rows of all parts together are the result. Whatever could not be had is noted as a problem.
/// </summary>
internal sealed class InsightsAsking
{
    private readonly InsightsEngineOptions options;
    private readonly IInsightsQueries queries;
    private readonly InsightsRun run;
    private readonly InsightsRows rows;
    private readonly string name;
    private readonly InsightsQueryText text;
    private readonly long? slotSeconds;
    private int partsLeft;

    public InsightsAsking(InsightsEngineOptions options, IInsightsQueries queries, InsightsRun run, string name, InsightsQueryPlan plan, InsightsQueryText text)
    {
        this.options = options;
        this.queries = queries;
        this.run = run;
        this.name = name;
        this.text = text;
        rows = new InsightsRows(plan.Columns);
        slotSeconds = plan.SlotSeconds;
        partsLeft = options.Settings.MaximumSlices;
    }

    /// <summary>What the first query, over the whole window, read; null where it failed.</summary>
    public InsightsStatistics? Statistics { get; private set; }

    /// <summary>Asks, in parts where it must be.</summary>
    public async Task<IReadOnlyList<FlowRow>> RowsAsync(CancellationToken cancellationToken)
    {
        var found = await RowsAsync(InsightsWindow.Of(options.Window), isWhole: true, cancellationToken).ConfigureAwait(false);
        return text.Keep is null ? found : FlowQueryEvaluator.Where(found, text.Keep);
    }

    /// <summary>Asks once. Rows at the limit are kept only where the query itself wants no more.</summary>
    public async Task<IReadOnlyList<FlowRow>?> WholeRowsAsync(CancellationToken cancellationToken)
    {
        if (await AskAsync(InsightsWindow.Of(options.Window), cancellationToken).ConfigureAwait(false) is not { } result) return [];
        return result.Rows.Count >= options.RowLimit ? null : Read(result);
    }

    private async Task<IReadOnlyList<FlowRow>> RowsAsync(InsightsWindow window, bool isWhole, CancellationToken cancellationToken)
    {
        if (await AskAsync(window, cancellationToken).ConfigureAwait(false) is not { } result) return [];
        if (isWhole) Statistics = result.Statistics;
        if (result.Rows.Count < text.Limit) return Read(result);
        var parts = Parts(window, result.Statistics.RecordsMatched);
        if (parts.Count == 0)
        {
            run.AddCutOff(Problem(window, $"has more than {text.Limit:N0} rows and cannot be asked in smaller parts (maximumSlices {options.Settings.MaximumSlices}); some rows are missing, so what is counted may be too low"));
            return Read(result);
        }

        var found = await Task.WhenAll(parts.Select(part => RowsAsync(part, isWhole: false, cancellationToken))).ConfigureAwait(false);
        return [.. found.SelectMany(one => one)];
    }

    private async Task<InsightsResult?> AskAsync(InsightsWindow window, CancellationToken cancellationToken)
    {
        var result = await queries.RunAsync(
            new InsightsRequest
            {
                Target = options.Target,
                Turn = options.Turn,
                Name = name,
                QueryText = text.Text,
                FromInclusive = window.From,
                ToInclusive = window.To - 1,
                Limit = text.Limit,
            },
            cancellationToken).ConfigureAwait(false);
        run.Add(result, options.Target.LogGroup);
        if (result.Outcome == InsightsOutcome.Complete) return result;
        run.AddUnanswered(Problem(window, $"could not be looked at: {Words(result.Outcome)}{(string.IsNullOrEmpty(result.Message) ? "" : $": {result.Message}")}"));
        return null;
    }

    // A group has at least one line, so this many parts are enough where lines come evenly. The other half of what is left is for where they do not.
    private IReadOnlyList<InsightsWindow> Parts(InsightsWindow window, long linesMatched)
    {
        lock (rows)
        {
            var most = Math.Max(2, partsLeft / 2);
            if (partsLeft < 2) return [];
            var wanted = (int)Math.Clamp((linesMatched / text.Limit) + 1, 2, most);
            var parts = window.Split(wanted, slotSeconds);
            partsLeft -= parts.Count;
            return parts;
        }
    }

    private IReadOnlyList<FlowRow> Read(InsightsResult result)
    {
        lock (rows) return rows.Read(result.Rows, what => run.Add(InsightsFlowLogEngine.Problem(options.Target, $"query '{name}': {what}; a row was left out")));
    }

    private InputProblem Problem(InsightsWindow window, string what) => InsightsFlowLogEngine.Problem(options.Target, $"query '{name}' of {window} {what}");

    private static string Words(InsightsOutcome outcome) => outcome switch
    {
        InsightsOutcome.Malformed => "AWS does not understand the query, which is a bug of FlowWatch",
        InsightsOutcome.LogGroupNotFound => "there is no such log group",
        InsightsOutcome.AccessDenied => "access denied; logs:StartQuery and logs:GetQueryResults are needed on the log group",
        InsightsOutcome.TimedOut => "the query took too long",
        InsightsOutcome.Failed => "AWS gave up on the query",
        InsightsOutcome.NotKept => "the log group keeps nothing of that time",
        InsightsOutcome.Cancelled => "somebody else stopped the query",
        InsightsOutcome.Throttled => "AWS had no room for the query, also after waiting",
        InsightsOutcome.Unavailable => "no answer from AWS",
        InsightsOutcome.NoCredentials => "no valid credentials",
        _ => throw new InvalidOperationException($"Outcome {outcome} is unknown."),
    };
}
