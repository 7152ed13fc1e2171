using System.Globalization;
using FlowWatch.Aws.CloudWatchLogs.QueryLanguage;
using FlowWatch.Aws.CloudWatchLogs.Scheduling;
using FlowWatch.Core.Accounts;
using FlowWatch.Core.Checks;
using FlowWatch.Core.Findings;
using FlowWatch.Core.FlowLogs;
using FlowWatch.Core.Queries;
using FlowWatch.Core.Targets;

namespace FlowWatch.Aws.CloudWatchLogs;

/// <summary>Asks the flow logs of targets through CloudWatch Logs Insights.</summary>
/// <param name="formats">Tells how the lines of a log group are written.</param>
/// <param name="queries">Runs the queries.</param>
/// <param name="settings">Limits and price.</param>
public sealed class InsightsFlowLogSource(IFlowLogFormatSource formats, IInsightsQueries queries, InsightsSettings settings) : IFlowLogSource
{
    /// <summary>How far this machine's clock may be ahead of AWS's; AWS refuses requests from 5 minutes on.</summary>
    private static readonly TimeSpan ClockSkew = TimeSpan.FromMinutes(1);

    /// <summary>Whose turn its queries use where several wait for a place; null uses that of each target. One turn for all that people ask leaves the checks theirs.</summary>
    public string? Turn { get; init; }

    /// <summary>The same source with a turn of its own.</summary>
    /// <param name="turn">The turn.</param>
    public InsightsFlowLogSource WithTurn(string turn) => new(formats, queries, settings) { Turn = turn };

    /// <inheritdoc/>
    public async Task<Fact<IFlowLogSession>> OpenAsync(MonitoredTarget target, TimeWindow window, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(target);
        var known = await formats.FormatsAsync(target, cancellationToken).ConfigureAwait(false);
        if (!known.IsKnown) return known.Failure;
        var options = new InsightsEngineOptions { Target = target, Window = window, Settings = settings, Turn = Turn };
        return Facts.Known<IFlowLogSession>(new Session(await InsightsFlowLogEngine.OpenAsync(options, formats, queries, cancellationToken).ConfigureAwait(false), known.Value is [var only] ? only : null));
    }

    /// <inheritdoc/>
    public async Task<Fact<IReadOnlyList<TimeWindow>>> LateAsync(
        MonitoredTarget target, IReadOnlyList<(TimeWindow Window, DateTimeOffset ArrivedUntil)> windows, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(target);
        ArgumentNullException.ThrowIfNull(windows);
        var late = new List<TimeWindow>();
        foreach (var (window, arrivedUntil) in windows)
        {
            // One small answer a window: whether anything arrived after it was judged.
            var after = (arrivedUntil - ClockSkew).ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture);
            var request = new InsightsRequest
            {
                Target = target,
                Name = "late records",
                QueryText = $"filter toMillis(@ingestionTime) > {after} | stats count(*) as records",
                FromInclusive = window.From.ToUnixTimeSeconds(),
                ToInclusive = window.To.ToUnixTimeSeconds() - 1,
            };
            var result = await queries.RunAsync(request, cancellationToken).ConfigureAwait(false);
            if (result.Outcome != InsightsOutcome.Complete) return InsightsRun.FailureOf(result, target.LogGroup);
            if (result.Rows is [var row, ..] && row.TryGetValue("records", out var records) && records != "0") late.Add(window);
        }

        return Facts.Known<IReadOnlyList<TimeWindow>>(late);
    }

    /// <inheritdoc/>
    public async Task<Fact<ArrivalDelays>> DelaysAsync(MonitoredTarget target, TimeWindow window, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(target);
        ArgumentNullException.ThrowIfNull(window);
        var known = await formats.FormatsAsync(target, cancellationToken).ConfigureAwait(false);
        if (!known.IsKnown) return known.Failure;
        var (delays, texts) = (new List<(TimeSpan, long)>(), new List<string>());
        foreach (var format in known.Value)
        {
            if (!format.Has(FlowLogFieldNames.End)) return Refused(target, FactFailureKind.NotFound, $"lines of the format {format} have no field end, so nothing tells how long they took");
            if (ParseOf(format, known.Value) is not { } parse) return Refused(target, FactFailureKind.Unexpected, "lines of its formats cannot be told apart");
            var request = new InsightsRequest
            {
                Target = target,
                Name = "delays of arrival",
                QueryText = InsightsDelays.Text(parse),
                FromInclusive = window.From.ToUnixTimeSeconds(),
                ToInclusive = window.To.ToUnixTimeSeconds() - 1,
            };
            var result = await queries.RunAsync(request, cancellationToken).ConfigureAwait(false);
            if (result.Outcome != InsightsOutcome.Complete) return InsightsRun.FailureOf(result, target.LogGroup);
            // Cut off, the longest delays might be missing.
            if (result.Rows.Count >= InsightsRequest.LargestLimit) return Refused(target, FactFailureKind.Unexpected, "there were too many different delays for one answer");
            delays.AddRange(result.Rows.Select(InsightsDelays.Read));
            texts.Add(request.QueryText);
        }

        return new ArrivalDelays(string.Join("\n\n", texts), delays);
    }

    private static FactFailure Refused(MonitoredTarget target, FactFailureKind kind, string message) => new(kind, "logs:StartQuery", target.LogGroup, message);

    private static InsightsParse? ParseOf(FlowLogFormat format, IReadOnlyList<FlowLogFormat> all)
    {
        try
        {
            return new InsightsParse(format, [.. all.Where(other => !other.Equals(format))], InsightsRequest.LargestLimit);
        }
        catch (NotSupportedException)
        {
            return null;
        }
    }

    private sealed class Session(IFlowLogEngine engine, FlowLogFormat? format) : IFlowLogSession
    {
        public IFlowLogEngine Engine => engine;

        public FlowLogFormat? Format => format;

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
