using FlowWatch.Core.Alerts.Outbox;
using FlowWatch.Core.Configuration;
using FlowWatch.Core.State;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace FlowWatch.Functions.Hosting;

/// <summary>Sends the alerts that wait, when its timer fires and after each run of a check.</summary>
public sealed class AlertWork
{
    private readonly SettingsReading reading;
    private readonly OutboxDispatch outbox;
    private readonly AlertMetrics metrics;
    private readonly IHostApplicationLifetime lifetime;
    private readonly ILogger<AlertWork> logger;

    /// <summary>The work of a host.</summary>
    /// <param name="reading">The settings.</param>
    /// <param name="outbox">Sends.</param>
    /// <param name="metrics">Is told what was sent.</param>
    /// <param name="lifetime">Says when the host stops.</param>
    /// <param name="logger">Is told what was sent and what could not be.</param>
    public AlertWork(SettingsReading reading, OutboxDispatch outbox, AlertMetrics metrics, IHostApplicationLifetime lifetime, ILogger<AlertWork> logger)
    {
        this.reading = reading;
        this.outbox = outbox;
        this.metrics = metrics;
        this.lifetime = lifetime;
        this.logger = logger;
    }

    /// <summary>Sends what is due.</summary>
    /// <returns>What was done; null where the configuration cannot be used.</returns>
    /// <exception cref="StateException">The state cannot be used.</exception>
    public async Task<DispatchReport?> RunAsync(CancellationToken cancellationToken)
    {
        if (!reading.IsUsable) return null;
        using var stopping = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, lifetime.ApplicationStopping);
        var report = await outbox.RunAsync(reading.Settings.Targets, stopping.Token).ConfigureAwait(false);
        if (report.Status is not { } status) return report;
        metrics.Saw(report);
        if (report.Sent + report.Digests > 0) HostLog.AlertsSent(logger, report.Sent, report.Digests, report.InDigests, status.Waiting);
        if (report.NotAccepted > 0) foreach (var topic in status.Failing) HostLog.AlertsNotAccepted(logger, topic.Topic, topic.FailingSince, topic.Failures, topic.RetryAt, topic.Error);
        if (status.Parked > 0) HostLog.AlertsParked(logger, status.Parked);
        foreach (var one in status.Stranded) HostLog.AlertsStranded(logger, one.Count, one.Target, one.Topic);
        return report;
    }

    /// <summary>Sends what a run found. Trouble is logged: the run itself is done, and the timer sends what is left.</summary>
    public async Task AfterRunAsync(CancellationToken cancellationToken)
    {
        try
        {
            await RunAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (StateException error)
        {
            HostLog.AlertsNotDispatched(logger, error.Message);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested || lifetime.ApplicationStopping.IsCancellationRequested)
        {
            HostLog.AlertsNotDispatched(logger, "the host is stopping");
        }
    }
}
