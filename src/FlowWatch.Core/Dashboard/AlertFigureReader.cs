using System.Globalization;
using FlowWatch.Core.Alerts.Outbox;
using FlowWatch.Core.Findings;
using FlowWatch.Core.State;

namespace FlowWatch.Core.Dashboard;

/// <summary>Gathers what became of alerts: how long they took, and which topics do not accept any.</summary>
/// <param name="sent">The messages that topics accepted.</param>
/// <param name="outbox">What waits.</param>
public sealed class AlertFigureReader(SentAlertStore sent, OutboxStore outbox)
{
    /// <summary>The runbook: Alert Delivery Time &lt; 2 minutes.</summary>
    private const double Wanted = 120;

    private const int MostRead = 2000;
    private const string Name = "Alert delivery time";
    private const string Goal = "less than 2 min";

    /// <summary>Gathers.</summary>
    /// <param name="incidents">The incidents, some of which nobody could be told of.</param>
    /// <param name="range">The time shown.</param>
    /// <param name="cancellationToken">Stops gathering.</param>
    /// <returns>The figure, and what could not be sent.</returns>
    /// <exception cref="StateException">The state cannot be used.</exception>
    public async Task<(ServiceFigure Figure, IReadOnlyList<NotSeen> Unsent)> ReadAsync(IncidentBoard incidents, TimeWindow range, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(incidents);
        ArgumentNullException.ThrowIfNull(range);
        var seconds = new List<double>();
        await foreach (var alert in sent.ListAsync(range.From, null, null, cancellationToken).ConfigureAwait(false))
        {
            // A digest waits by intent.
            if (alert.Incident is not null) seconds.Add(alert.FromFinding);
            if (seconds.Count == MostRead) break;
        }

        var status = await outbox.StatusAsync(cancellationToken).ConfigureAwait(false);
        var unsent = (status?.Failing ?? []).Select(topic => new NotSeen("Alerts", $"Topic {topic.Topic} accepts none: {topic.Error ?? "no reason is known"}", null)).ToList();
        return (FigureOf(DeliveryTimes.Of(seconds), incidents.WithoutTopic, unsent.Count), unsent);
    }

    private static ServiceFigure FigureOf(DeliveryTimes? times, int withoutTopic, int failing)
    {
        // The bar is twice as long as what is wanted.
        const double Full = 2 * Wanted;
        var untold = withoutTopic > 0 ? $" Nobody could be told of {ReadableNumber.Count(withoutTopic, "open incidents")}, because their target names no topic." : "";
        if (failing > 0) return new ServiceFigure(Name, "-", Goal, FigureStatus.Missed, $"{ReadableNumber.Count(failing, "topics")} accept no alert.{untold}", null, Wanted / Full);
        if (times is null)
        {
            return withoutTopic > 0
                ? new ServiceFigure(Name, "-", Goal, FigureStatus.NotVerified, untold.TrimStart(), null, Wanted / Full)
                : new ServiceFigure(Name, "-", Goal, FigureStatus.Idle, "No alert had to be sent in this time.", null, Wanted / Full);
        }

        var explanation = string.Create(CultureInfo.InvariantCulture, $"95 of 100 alerts took no longer from finding to acceptance; the longest of {ReadableNumber.Count(times.Count)} took {ReadableNumber.Duration(TimeSpan.FromSeconds(times.Maximum))}.{untold}");
        return new ServiceFigure(Name, ReadableNumber.Duration(TimeSpan.FromSeconds(times.P95)), Goal, times.P95 < Wanted ? withoutTopic > 0 ? FigureStatus.NotVerified : FigureStatus.Met : FigureStatus.Missed, explanation, times.P95 / Full, Wanted / Full);
    }
}
