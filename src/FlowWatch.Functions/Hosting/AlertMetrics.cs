using System.Diagnostics.Metrics;
using FlowWatch.Core.Alerts.Outbox;

namespace FlowWatch.Functions.Hosting;

/// <summary>Counts what is sent and what waits, for whoever collects metrics. How long each took is stored with it: <c>GET alerts</c>.</summary>
public sealed class AlertMetrics : IDisposable
{
    private readonly Meter meter;
    private readonly Counter<long> sent;
    private readonly Counter<long> notAccepted;
    private OutboxStatus? status;

    /// <summary>The counters of a host.</summary>
    /// <param name="meters">Makes them.</param>
    public AlertMetrics(IMeterFactory meters)
    {
        ArgumentNullException.ThrowIfNull(meters);
        meter = meters.Create(RunMetrics.MeterName);
        sent = meter.CreateCounter<long>("flowwatch.alerts", "{message}", "Messages that topics accepted, by kind: incident, digest.");
        notAccepted = meter.CreateCounter<long>("flowwatch.alerts_not_accepted", "{message}", "Messages that were tried and not accepted.");
        meter.CreateObservableGauge("flowwatch.alerts_waiting", () => Volatile.Read(ref status)?.Waiting ?? 0, "{alert}", "Alerts that wait to be sent.");
        meter.CreateObservableGauge("flowwatch.alerts_parked", () => Volatile.Read(ref status)?.Parked ?? 0, "{alert}", "Alerts that no topic accepted for too long.");
        meter.CreateObservableGauge("flowwatch.oldest_alert", () => Volatile.Read(ref status) is { Oldest: { } oldest } seen ? (seen.At - oldest).TotalSeconds : 0, "s", "How long the oldest alert waits.");
    }

    /// <summary>Takes what a dispatch did.</summary>
    public void Saw(DispatchReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        sent.Add(report.Sent, new KeyValuePair<string, object?>("kind", "incident"));
        sent.Add(report.Digests, new KeyValuePair<string, object?>("kind", "digest"));
        notAccepted.Add(report.NotAccepted);
        Volatile.Write(ref status, report.Status);
    }

    /// <inheritdoc/>
    public void Dispose() => meter.Dispose();
}
