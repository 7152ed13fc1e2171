using System.Text;
using FlowWatch.Aws.CloudWatchLogs.QueryLanguage;
using FlowWatch.Aws.CloudWatchLogs.Scheduling;
using FlowWatch.Core.Checks;
using FlowWatch.Core.FlowLogs;
using FlowWatch.Core.Queries;
using FlowWatch.Core.Queries.Evaluation;
using FlowWatch.Core.Targets;

namespace FlowWatch.Aws.CloudWatchLogs;

/// <summary>
/// Answers queries over one window of a target's flow logs with CloudWatch Logs Insights. Only queries over records go to AWS, each once
/// for the engine's life; queries over another's result are answered in memory. What could not be looked at, and lines that are no
/// records, are problems in <see cref="Statistics"/>. Estimated numbers of different values may come out too high, never too low but for
/// AWS's own estimate. Safe to use from many threads.
/// </summary>
public sealed class InsightsFlowLogEngine : IFlowLogEngine
{
    private readonly InsightsEngineOptions options;
    private readonly IReadOnlyList<FlowLogFormat> formats;
    private readonly IInsightsQueries queries;
    private readonly InsightsRun run;
    private readonly Dictionary<FlowQuery, Task<IReadOnlyList<FlowRow>>> kept = new(ReferenceEqualityComparer.Instance);
    private bool areLinesCounted;

    private InsightsFlowLogEngine(InsightsEngineOptions options, IReadOnlyList<FlowLogFormat> formats, IInsightsQueries queries)
    {
        this.options = options;
        this.formats = formats;
        this.queries = queries;
        run = new InsightsRun(options.Settings.PricePerGigabyte);
        AvailableFields = formats.SelectMany(format => format.Fields).Select(field => field.Name).ToHashSet();
    }

    /// <inheritdoc/>
    public IReadOnlySet<string> AvailableFields { get; }

    /// <inheritdoc/>
    public FlowEngineStatistics Statistics => run.Statistics;

    /// <summary>Looks up the formats of the log group. Where they cannot be known, the engine has no fields and says why as a problem.</summary>
    public static async Task<InsightsFlowLogEngine> OpenAsync(InsightsEngineOptions options, IFlowLogFormatSource formats, IInsightsQueries queries, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(formats);
        var found = await formats.FormatsAsync(options.Target, cancellationToken).ConfigureAwait(false);
        var engine = new InsightsFlowLogEngine(options, found.IsKnown ? found.Value : [], queries);
        if (!found.IsKnown) engine.run.Add(engine.Problem($"could not be looked at: {found.Failure}"));
        return engine;
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<FlowRow>> QueryAsync(FlowQuery query, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(query);
        return query.From is null ? KeptAsync(query, cancellationToken) : EvaluateAsync(query, cancellationToken);
    }

    /// <inheritdoc/>
    public string Explain(FlowQuery query)
    {
        ArgumentNullException.ThrowIfNull(query);
        if (formats.Count > 1 && query.From is null) _ = InsightsMerge.Of(query);
        var text = new StringBuilder();
        if (query.From is not null) return Commented(text.Append("Answered in code over the rows of '").Append(query.From.Name).Append("':\n").Append(query).ToString());
        foreach (var format in formats)
        {
            if (formats.Count > 1) text.Append("# lines of the format ").Append(format).Append('\n');
            var plan = InsightsQueryRenderer.Render(query, format, Others(format), options.RowLimit);
            if (plan.Texts.Count == 0) text.Append("# nothing to ask: no line of this format can meet the query's conditions\n");
            var whole = formats.Count == 1 ? plan.Whole : null;
            var texts = (whole ?? plan).Texts;
            for (var number = 1; number <= texts.Count; number++)
            {
                if (texts.Count > 1) text.Append("# query ").Append(number).Append(" of ").Append(texts.Count).Append('\n');
                text.Append(texts[number - 1].Text).Append('\n');
            }

            if (whole is null) text.Append(Commented($"Decided in code over its rows:\n{plan.Residue.EndingLike(query)}"));
        }

        return text.ToString();
    }

    /// <summary>A problem of a target: names it, its log group, and what is wrong.</summary>
    internal static InputProblem Problem(MonitoredTarget target, string what) => new(target.Name, null, $"log group {target.LogGroup}: {what}");

    private static string Commented(string text) => string.Concat(text.TrimEnd().Split('\n').Select(line => $"# {line.TrimEnd()}\n"));

    private Task<IReadOnlyList<FlowRow>> KeptAsync(FlowQuery query, CancellationToken cancellationToken)
    {
        lock (kept)
        {
            if (kept.TryGetValue(query, out var known) && !known.IsCanceled && !known.IsFaulted) return known;
            return kept[query] = query.From is null ? ScanAsync(query, cancellationToken) : EvaluateAsync(query, cancellationToken);
        }
    }

    private async Task<IReadOnlyList<FlowRow>> EvaluateAsync(FlowQuery query, CancellationToken cancellationToken)
    {
        var rows = await KeptAsync(query.From!, cancellationToken).ConfigureAwait(false);
        run.AddEvaluation();
        return await Task.Run(() => FlowQueryEvaluator.Evaluate(query, rows, cancellationToken), cancellationToken).ConfigureAwait(false);
    }

    private async Task<IReadOnlyList<FlowRow>> ScanAsync(FlowQuery query, CancellationToken cancellationToken)
    {
        run.AddScan();
        var merge = formats.Count > 1 ? InsightsMerge.Of(query) : null;
        var plans = formats.Select(format => (Format: format, Plan: Plan(query, format))).Where(one => one.Plan is not null).Select(one => (one.Format, Plan: one.Plan!)).ToList();
        if (plans is [{ Plan.Whole: { } whole }] && formats.Count == 1)
        {
            var asking = new InsightsAsking(options, queries, run, query.Name, whole, whole.Texts[0]);
            if (await asking.WholeRowsAsync(cancellationToken).ConfigureAwait(false) is { } rows)
            {
                await CountLinesAsync([], cancellationToken).ConfigureAwait(false);
                return FlowQueryEvaluator.Evaluate(whole.Residue.EndingLike(query), rows, cancellationToken);
            }
        }

        var askings = plans.SelectMany(one => one.Plan.Texts.Select(text => (one.Plan, Text: text, Asking: new InsightsAsking(options, queries, run, query.Name, one.Plan, text)))).ToList();
        var found = await Task.WhenAll(askings.Select(one => one.Asking.RowsAsync(cancellationToken))).ConfigureAwait(false);
        await CountLinesAsync([.. askings.Where(one => one.Text.IsUnfiltered).Select(one => one.Asking.Statistics)], cancellationToken).ConfigureAwait(false);
        return await Task.Run(() => Merged(query, merge, [.. plans.Select(one => one.Plan)], [.. askings.Zip(found, (one, rows) => (one.Plan, Rows: rows))], cancellationToken), cancellationToken).ConfigureAwait(false);
    }

    // A query that cannot be put to the lines of a format leaves them unlooked at, which is said, and is no reason to leave out the others.
    private InsightsQueryPlan? Plan(FlowQuery query, FlowLogFormat format)
    {
        try
        {
            return InsightsQueryRenderer.Render(query, format, Others(format), options.RowLimit);
        }
        catch (NotSupportedException error)
        {
            run.Add(Problem($"query '{query.Name}' could not be asked: {error.Message}"));
            return null;
        }
    }

    private static IReadOnlyList<FlowRow> Merged(FlowQuery query, FlowQuery? merge, List<InsightsQueryPlan> plans, List<(InsightsQueryPlan Plan, IReadOnlyList<FlowRow> Rows)> found, CancellationToken cancellationToken)
    {
        IReadOnlyList<FlowRow> RowsOf(InsightsQueryPlan plan) => [.. found.Where(one => ReferenceEquals(one.Plan, plan)).SelectMany(one => one.Rows)];
        if (merge is null) return FlowQueryEvaluator.Evaluate(plans.Count == 0 ? query : plans[0].Residue.EndingLike(query), plans.Count == 0 ? [] : RowsOf(plans[0]), cancellationToken);
        var parts = plans.SelectMany(plan => FlowQueryEvaluator.Evaluate(plan.Residue, RowsOf(plan), cancellationToken)).ToList();
        return FlowQueryEvaluator.Evaluate(merge, parts, cancellationToken);
    }

    // Once for the engine's life: how many lines of the window no format fits. A query that lets all lines of the formats through tells on
    // the side; only where there is none, the lines are counted by themselves.
    private async Task CountLinesAsync(IReadOnlyList<InsightsStatistics?> unfiltered, CancellationToken cancellationToken)
    {
        var known = unfiltered.OfType<InsightsStatistics>().ToList();
        lock (kept)
        {
            if (areLinesCounted || formats.Count == 0 || (unfiltered.Count > 0 && known.Count < formats.Count)) return;
            areLinesCounted = true;
        }

        if (known.Count == 0) known = await CountAsync(cancellationToken).ConfigureAwait(false);
        if (known.Count < formats.Count) return;
        var (all, fitting) = (known.Max(one => one.RecordsScanned), known.Sum(one => one.RecordsMatched));
        if (all > fitting) run.Add(Problem($"{all - fitting:N0} of {all:N0} lines are not of the format {string.Join(" or ", formats)}"), all - fitting);
    }

    private async Task<List<InsightsStatistics>> CountAsync(CancellationToken cancellationToken)
    {
        var query = FlowQuery.OverRecords("lines").Measure(FlowMeasure.Count("lines"));
        var askings = new List<InsightsAsking>();
        foreach (var format in formats)
        {
            if (Plan(query, format) is { } plan) askings.Add(new InsightsAsking(options, queries, run, query.Name, plan, plan.Texts[0]));
        }

        await Task.WhenAll(askings.Select(asking => asking.RowsAsync(cancellationToken))).ConfigureAwait(false);
        return [.. askings.Select(asking => asking.Statistics).OfType<InsightsStatistics>()];
    }

    private List<FlowLogFormat> Others(FlowLogFormat format) => [.. formats.Where(other => !other.Equals(format))];

    private InputProblem Problem(string what) => Problem(options.Target, what);
}
