using FlowWatch.Cli.Input;
using FlowWatch.Core.Alerts;
using FlowWatch.Core.Alerts.Outbox;
using FlowWatch.Core.Checks;
using FlowWatch.Core.Configuration;
using FlowWatch.Core.Detections;
using FlowWatch.Core.Findings;
using FlowWatch.Core.Incidents;
using FlowWatch.Core.Reports;
using FlowWatch.Core.State;
using FlowWatch.Core.Suppressions;
using FlowWatch.Core.Targets;
using Microsoft.Extensions.DependencyInjection;

namespace FlowWatch.Cli;

/// <summary>
/// What <c>flowwatch check --send</c> does with what was found: it becomes incidents in the state, and the outbox sends what is news of them.
/// What a topic does not accept stays there, and what was told is not told again.
/// </summary>
internal sealed class CheckAlerts : IAsyncDisposable
{
    private readonly ServiceProvider services;
    private readonly NotedAlertChannels channels;
    private readonly Terminal terminal;
    private readonly bool isQuiet;

    private CheckAlerts(ServiceProvider services, NotedAlertChannels channels, Terminal terminal, bool isQuiet) => (this.services, this.channels, this.terminal, this.isQuiet) = (services, channels, terminal, isQuiet);

    /// <summary>Opens the state, before anything is asked: without it nothing could be sent.</summary>
    /// <param name="reading">The configuration, with its settings and a place for the state.</param>
    /// <param name="channels">Who tells people.</param>
    /// <param name="terminal">Where what was done is told.</param>
    /// <param name="isQuiet">Whether to tell of errors only.</param>
    /// <param name="cancellationToken">Stops opening.</param>
    /// <exception cref="BadInputException">The state cannot be used.</exception>
    public static async Task<CheckAlerts> OpenAsync(SettingsReading reading, IAlertChannels channels, Terminal terminal, bool isQuiet, CancellationToken cancellationToken)
    {
        var noted = new NotedAlertChannels(channels);
        var services = StateInput.Services(reading, terminal, more => more.AddSingleton<IAlertChannels>(noted));
        try
        {
            await services.GetRequiredService<OutboxStore>().StatusAsync(cancellationToken).ConfigureAwait(false);
            return new CheckAlerts(services, noted, terminal, isQuiet);
        }
        catch (StateException error)
        {
            await services.DisposeAsync().ConfigureAwait(false);
            throw new BadInputException($"nothing was checked and nothing was sent: --send stores alerts before it sends them, and the state cannot be used: {error.Message} Name another file with --state, or leave out --send.");
        }
    }

    /// <summary>The targets, with the suppressions that were added over HTTP or by command.</summary>
    /// <exception cref="BadInputException">The state cannot be used.</exception>
    public async Task<List<MonitoredTarget>> WithSuppressionsAsync(IReadOnlyList<MonitoredTarget> targets, CancellationToken cancellationToken)
    {
        try
        {
            var with = new List<MonitoredTarget>();
            foreach (var target in targets) with.Add(target with { Settings = target.Settings with { Suppressions = await services.GetRequiredService<SuppressionRegister>().OfTargetAsync(target, cancellationToken).ConfigureAwait(false) } });
            return with;
        }
        catch (StateException error)
        {
            throw new BadInputException($"nothing was checked and nothing was sent: the suppressions cannot be read: {error.Message}");
        }
    }

    /// <summary>Stores what was found as incidents, and what is news of them as alerts, and sends those; also what waits of earlier times.</summary>
    /// <param name="targets">The targets that were checked.</param>
    /// <param name="judgements">What was found, in the same order.</param>
    /// <param name="cancellationToken">Stops between two sendings; what is stored is kept.</param>
    /// <returns>False where somebody who should have been told was not.</returns>
    public async Task<bool> SendAsync(IReadOnlyList<MonitoredTarget> targets, IReadOnlyList<TargetJudgement> judgements, CancellationToken cancellationToken)
    {
        try
        {
            var isAllRouted = true;
            foreach (var (target, judgement) in targets.Zip(judgements)) isAllRouted &= await RecordAsync(target, judgement, cancellationToken).ConfigureAwait(false);
            var report = await services.GetRequiredService<OutboxDispatch>().RunAsync(services.GetRequiredService<FlowWatchSettings>().Targets, cancellationToken).ConfigureAwait(false);
            var isAllSent = await new AlertTelling(channels, terminal, isQuiet).TellAsync(report, "flowwatch check --send", judgements.Any(judgement => judgement.Report is { Findings.Count: > 0 })).ConfigureAwait(false);
            return isAllRouted && isAllSent;
        }
        catch (StateException error)
        {
            await terminal.Error.WriteLineAsync($"flowwatch: the state failed while alerts were stored or sent: {VisibleText.Of(error.Message)} What was stored is sent by the next run; run this check again for the rest, nothing is sent twice.").ConfigureAwait(false);
            return false;
        }
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => services.DisposeAsync();

    // False where a finding has no topic.
    private async Task<bool> RecordAsync(MonitoredTarget target, TargetJudgement judgement, CancellationToken cancellationToken)
    {
        var findings = judgement.Report?.Findings ?? [];
        // As the timers' checks record them, so that it is the same incident whoever sees it.
        foreach (var ofCheck in findings.GroupBy(finding => MetadataOf(finding)?.Check ?? ""))
        {
            await services.GetRequiredService<IncidentRecorder>().RecordAsync(target, ofCheck.Key, judgement.Window, [.. ofCheck], judgement.Format, null, cancellationToken).ConfigureAwait(false);
        }

        var without = findings.Count(finding => AlertRouting.Of(finding, MetadataOf(finding), target.Topics).Status == AlertRouteStatus.NoTopic);
        if (without > 0) await terminal.Error.WriteLineAsync($"flowwatch: {ReadableNumber.Count(without, "findings")} of {target.Name} not sent: the target names no topic for them.").ConfigureAwait(false);
        return without == 0;
    }

    private static DetectionMetadata? MetadataOf(Finding finding) => DetectionCatalog.Default.Find(finding.Detection)?.Metadata;
}
