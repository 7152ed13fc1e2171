using FlowWatch.Core.Accounts;
using FlowWatch.Core.Checks;
using FlowWatch.Core.Findings;
using FlowWatch.Core.FlowLogs;
using FlowWatch.Core.Queries;
using FlowWatch.Core.Targets;
using static FlowWatch.Core.Queries.FlowExpression;

namespace FlowWatch.Core.Compliance.Facts;

/// <summary>Asks what the records of a recent hour tell of losses and of their delivery: two queries.</summary>
/// <param name="source">Where flow logs are asked.</param>
/// <param name="time">Tells the time.</param>
public sealed class RecordFactsReader(IFlowLogSource source, TimeProvider time)
{
    /// <summary>How much is asked for: enough for a share of each busy interface, and cheap.</summary>
    public static readonly TimeSpan Stretch = TimeSpan.FromHours(1);

    /// <summary>How long ago it ends, so that its records have arrived: three times the runbook's 5 minutes, and the longest aggregation interval.</summary>
    public static readonly TimeSpan SettleLag = TimeSpan.FromMinutes(25);

    private const string Action = "logs:StartQuery";

    private static readonly FlowQuery Losses = FlowQuery.OverRecords("losses").By(FlowLogFieldNames.InterfaceId).Measure(
        FlowMeasure.Count("records"),
        FlowMeasure.Count("nodata", Field(FlowLogFieldNames.LogStatus).Is("NODATA")),
        FlowMeasure.Count("skipdata", Field(FlowLogFieldNames.LogStatus).Is("SKIPDATA")));

    private static readonly string[] Fields = [FlowLogFieldNames.InterfaceId, FlowLogFieldNames.LogStatus];

    /// <summary>Records per network interface.</summary>
    public Task<Fact<RecordFacts>> CountAsync(MonitoredTarget target, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(target);
        return FactGuard.RunAsync(Action, target.LogGroup, () => CountedAsync(target, cancellationToken), cancellationToken);
    }

    /// <summary>How long records took to arrive.</summary>
    public Task<Fact<DeliveryLatency>> LatencyAsync(MonitoredTarget target, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(target);
        return FactGuard.RunAsync<DeliveryLatency>(
            Action,
            target.LogGroup,
            async () =>
            {
                var window = Window();
                var delays = await source.DelaysAsync(target, window, cancellationToken).ConfigureAwait(false);
                return delays.IsKnown ? DeliveryLatency.Of(window, delays.Value.Query, delays.Value.Delays) : delays.Failure;
            },
            cancellationToken);
    }

    private async Task<Fact<RecordFacts>> CountedAsync(MonitoredTarget target, CancellationToken cancellationToken)
    {
        var window = Window();
        var opened = await source.OpenAsync(target, window, cancellationToken).ConfigureAwait(false);
        if (!opened.IsKnown) return opened.Failure;
        var session = opened.Value;
        await using (session.ConfigureAwait(false))
        {
            var missing = Fields.Where(field => !session.Engine.AvailableFields.Contains(field)).ToList();
            if (missing.Count > 0) return new FactFailure(FactFailureKind.NotFound, Action, target.LogGroup, $"records have no field {string.Join(" and no field ", missing)}, so losses do not show");
            var rows = await session.Engine.QueryAsync(Losses, cancellationToken).ConfigureAwait(false);
            // Counts of a part of the records would be a share of nothing.
            if (session.Engine.Statistics is { ProblemCount: > 0 } statistics && (rows.Count == 0 || statistics.CutOffResults + statistics.UnansweredQueries > 0)) return statistics.Failure ?? new FactFailure(FactFailureKind.Unexpected, Action, target.LogGroup, string.Join("; ", statistics.Problems.Select(problem => problem.ToString())));
            return new RecordFacts
            {
                Window = window,
                Query = session.Engine.Explain(Losses).Trim(),
                Interfaces = [.. rows.Select(row => new InterfaceRecords(row.Text(FlowLogFieldNames.InterfaceId) ?? "-", row.NumberOrZero("records"), row.NumberOrZero("nodata"), row.NumberOrZero("skipdata"))).OrderBy(one => one.InterfaceId, StringComparer.Ordinal)],
            };
        }
    }

    private TimeWindow Window()
    {
        var end = time.GetUtcNow() - SettleLag;
        end = new DateTimeOffset(end.UtcTicks - (end.UtcTicks % TimeSpan.TicksPerMinute), TimeSpan.Zero);
        return new TimeWindow(end - Stretch, end);
    }
}
