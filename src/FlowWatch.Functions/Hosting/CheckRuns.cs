using System.Diagnostics;
using FlowWatch.Core.Checks;
using FlowWatch.Core.Compliance;
using FlowWatch.Core.Configuration;
using FlowWatch.Core.Runs;
using FlowWatch.Core.State;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace FlowWatch.Functions.Hosting;

/// <summary>Runs checks over all targets, for timers and for whoever asks. Any number of runs at once, in any number of hosts, do no harm: the ledger gives each window to one.</summary>
public sealed class CheckRuns
{
    private readonly SettingsReading reading;
    private readonly CheckRunner runner;
    private readonly Lazy<ComplianceJob> compliance;
    private readonly AlertWork alerts;
    private readonly TimeProvider time;
    private readonly IHostApplicationLifetime lifetime;
    private readonly ILogger<CheckRuns> logger;

    /// <summary>The runs of a host.</summary>
    /// <param name="reading">The settings.</param>
    /// <param name="runner">Runs one check.</param>
    /// <param name="compliance">Runs the verification of compliance; made when it first runs, as it can only be made with settings that can be used.</param>
    /// <param name="alerts">Sends what the run found.</param>
    /// <param name="time">Tells the time.</param>
    /// <param name="lifetime">Says when the host stops.</param>
    /// <param name="logger">Is told what cannot be run.</param>
    public CheckRuns(SettingsReading reading, CheckRunner runner, Lazy<ComplianceJob> compliance, AlertWork alerts, TimeProvider time, IHostApplicationLifetime lifetime, ILogger<CheckRuns> logger)
    {
        this.reading = reading;
        this.runner = runner;
        this.compliance = compliance;
        this.alerts = alerts;
        this.time = time;
        this.lifetime = lifetime;
        this.logger = logger;
    }

    /// <summary>Runs a check because its timer fired.</summary>
    /// <param name="check">The check.</param>
    /// <param name="isPastDue">Whether the timer should have fired before.</param>
    /// <param name="cancellationToken">The invocation is cancelled; so it is when the host stops.</param>
    /// <returns>The run; null where the configuration cannot be used.</returns>
    /// <exception cref="StateException">The state cannot be used.</exception>
    public async Task<RunRecord?> OnTimerAsync(string check, bool isPastDue, CancellationToken cancellationToken)
    {
        if (isPastDue) HostLog.TimerLate(logger, check);
        return await RunAsync(RunStore.NewId(time.GetUtcNow()), check, "timer", default, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Runs a check under an id that is known already.</summary>
    /// <param name="id">The id of the run.</param>
    /// <param name="check">The check.</param>
    /// <param name="trigger">What started it.</param>
    /// <param name="parent">The trace it belongs to.</param>
    /// <param name="cancellationToken">Ends it; so does the host when it stops.</param>
    /// <returns>The run; null where the configuration cannot be used.</returns>
    /// <exception cref="StateException">The state cannot be used.</exception>
    public async Task<RunRecord?> RunAsync(string id, string check, string trigger, ActivityContext parent, CancellationToken cancellationToken)
    {
        if (!reading.IsUsable)
        {
            HostLog.RunNotPossible(logger, check);
            return null;
        }

        using var activity = Traces.Begin($"run {check}", ActivityKind.Internal, parent);
        using var stopping = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, lifetime.ApplicationStopping);
        var run = check == ComplianceJob.Check
            ? await compliance.Value.RunAsync(id, trigger, reading.Settings.Targets, stopping.Token).ConfigureAwait(false)
            : await runner.RunAsync(id, check, trigger, reading.Settings.Targets, stopping.Token).ConfigureAwait(false);
        // What it found is sent now, not when the timer of the outbox fires next; what is not sent now is sent then.
        if ((run.WindowsJudged + run.WindowsFailed > 0 || run.Report is not null) && !stopping.IsCancellationRequested) await alerts.AfterRunAsync(stopping.Token).ConfigureAwait(false);
        return run;
    }
}
