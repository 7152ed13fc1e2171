using System.Globalization;
using FlowWatch.Core.Alerts.Outbox;
using FlowWatch.Core.Findings;
using FlowWatch.Core.Runs;
using FlowWatch.Core.State;
using FlowWatch.Core.Suppressions;
using FlowWatch.Core.Targets;
using FlowWatch.Core.Windows;

namespace FlowWatch.Core.Checks;

/// <summary>Forgets what is older than it must be remembered: windows, findings, runs, sent alerts and keys of requests. Once a day, by one host.</summary>
/// <param name="state">Remembers when it was last done.</param>
/// <param name="ledger">The windows.</param>
/// <param name="findings">The findings.</param>
/// <param name="runs">The runs.</param>
/// <param name="sent">The alerts that were sent.</param>
/// <param name="alerts">How long those are remembered.</param>
/// <param name="options">How long each check's windows are remembered; findings and runs as long.</param>
/// <param name="time">Tells the time.</param>
/// <param name="suppressions">The hits of suppressions; null knows none.</param>
public sealed class StateRetention(IStateStore state, WindowLedger ledger, FindingStore findings, RunStore runs, SentAlertStore sent, AlertSettings alerts, CheckRunnerOptions options, TimeProvider time, SuppressionRegister? suppressions = null)
{
    /// <summary>How long the key of a request stands for the run it started. Default of many APIs: one day.</summary>
    public static readonly TimeSpan RequestKeys = TimeSpan.FromDays(1);

    private const string Partition = "maintenance";
    private const string Key = "retention";

    private static readonly TimeSpan Pause = TimeSpan.FromDays(1);

    /// <summary>Forgets, where a day has passed since any host last did.</summary>
    /// <param name="targets">The targets that are watched. What was remembered of others stays.</param>
    /// <param name="cancellationToken">Stops between two writes.</param>
    /// <returns>How many rows were forgotten; null where it is not time yet.</returns>
    /// <exception cref="StateException">The state cannot be used.</exception>
    public async Task<int?> RunAsync(IReadOnlyList<MonitoredTarget> targets, CancellationToken cancellationToken)
    {
        if (!await IsTimeAsync(cancellationToken).ConfigureAwait(false)) return null;
        var now = time.GetUtcNow();
        var forgotten = 0;
        foreach (var check in CheckRunnerOptions.Checks)
        {
            var windows = options.WindowsOf(check);
            foreach (var target in targets)
            {
                forgotten += await ledger.ForgetAsync(target.Name, check, windows, cancellationToken).ConfigureAwait(false);
                forgotten += await findings.ForgetAsync(target.Name, check, now - windows.Retention, cancellationToken).ConfigureAwait(false);
            }
        }

        var longest = CheckRunnerOptions.Checks.Max(check => options.WindowsOf(check).Retention);
        forgotten += await runs.ForgetAsync(now - longest, cancellationToken).ConfigureAwait(false);
        forgotten += await sent.ForgetAsync(now - alerts.Retention, cancellationToken).ConfigureAwait(false);
        forgotten += await runs.ForgetRequestsAsync(now - RequestKeys, cancellationToken).ConfigureAwait(false);
        if (suppressions is not null) forgotten += await suppressions.ForgetHitsAsync(now - longest, cancellationToken).ConfigureAwait(false);
        return forgotten;
    }

    // Marked before it is done: a host that is killed on the way leaves the rest for the next day.
    private async Task<bool> IsTimeAsync(CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var text = $"\"{now.UtcDateTime.ToString("O", CultureInfo.InvariantCulture)}\"";
        var entry = await state.ReadAsync(Partition, Key, cancellationToken).ConfigureAwait(false);
        if (entry is not null && DateTimeOffset.TryParse(entry.Value.Trim('"'), CultureInfo.InvariantCulture, out var last) && last <= now && now < last + Pause) return false;
        return await state.WriteAsync(Partition, [entry is null ? StateChange.Insert(Key, text) : StateChange.Replace(entry, text)], cancellationToken).ConfigureAwait(false);
    }
}
