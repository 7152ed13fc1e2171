using FlowWatch.Core.Accounts;
using FlowWatch.Core.Alerts;
using FlowWatch.Core.Checks;
using FlowWatch.Core.Findings;
using FlowWatch.Core.Runs;
using FlowWatch.Core.Suppressions;
using FlowWatch.Core.Targets;
using FlowWatch.Core.Windows;

namespace FlowWatch.Core.Compliance.Facts;

/// <summary>Reads what FlowWatch itself did about a target, and the topics it tells.</summary>
/// <param name="readers">Reads the target's topics.</param>
/// <param name="runs">The runs of checks.</param>
/// <param name="ledger">The windows.</param>
/// <param name="findings">The findings.</param>
/// <param name="alertTests">The alert tests.</param>
/// <param name="suppressions">The suppressions.</param>
/// <param name="options">How checks cut their time.</param>
/// <param name="time">Tells the time.</param>
public sealed class OperationFactsReader(IAccountReaders readers, RunStore runs, WindowLedger ledger, FindingStore findings, AlertTestStore alertTests, SuppressionRegister suppressions, CheckRunnerOptions options, TimeProvider time)
{
    /// <summary>The most findings of one target that are read; more are a failure, never silently a part.</summary>
    public const int MaximumFindings = 20_000;

    /// <summary>How long runs that were read are good for: they are the same for all targets.</summary>
    private static readonly TimeSpan RunsAge = TimeSpan.FromMinutes(5);

    private readonly Lock gate = new();
    private (TimeWindow Period, DateTimeOffset ReadAt, Task<Fact<IReadOnlyList<RunRecord>>> Runs)? read;

    /// <summary>Reads. Nothing but cancellation is thrown.</summary>
    public async Task<OperationFacts> ReadAsync(MonitoredTarget target, TimeWindow period, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(target);
        ArgumentNullException.ThrowIfNull(period);
        var topics = TopicsAsync(target, cancellationToken);
        var survey = new LedgerSurvey(ledger, time);
        var all = await RunsAsync(period).WaitAsync(cancellationToken).ConfigureAwait(false);
        var ofCheck = new Dictionary<string, Fact<IReadOnlyList<RunRecord>>>();
        var windows = new Dictionary<string, Fact<IReadOnlyList<WindowRow>>>();
        var ledgers = new Dictionary<string, Fact<LedgerSummary>>();
        foreach (var check in CheckRunnerOptions.Checks)
        {
            ofCheck[check] = all.IsKnown ? Accounts.Facts.Known<IReadOnlyList<RunRecord>>([.. all.Value.Where(run => run.Check == check)]) : all.Failure;
            windows[check] = await FactGuard.RunAsync<IReadOnlyList<WindowRow>>(
                FactGuard.State,
                $"windows of {target.Name}",
                async () => Accounts.Facts.Known<IReadOnlyList<WindowRow>>([.. (await ledger.ListAsync(target.Name, check, period.From, null, cancellationToken).ConfigureAwait(false)).Where(row => row.From < period.To)]),
                cancellationToken).ConfigureAwait(false);
            ledgers[check] = await FactGuard.RunAsync<LedgerSummary>(
                FactGuard.State,
                $"windows of {target.Name}",
                async () => await survey.RunAsync([(target.Name, check, options.WindowsOf(check))], cancellationToken).ConfigureAwait(false),
                cancellationToken).ConfigureAwait(false);
        }

        return new OperationFacts
        {
            Window = period,
            Runs = ofCheck,
            Schedules = CheckRunnerOptions.Checks.ToDictionary(check => check, options.WindowsOf),
            Windows = windows,
            Ledgers = ledgers,
            Topics = await topics.ConfigureAwait(false),
            AlertTests = await FactGuard.RunAsync(FactGuard.State, $"alert tests of {target.Name}", async () => Accounts.Facts.Known(await alertTests.ListAsync(target.Name, cancellationToken).ConfigureAwait(false)), cancellationToken).ConfigureAwait(false),
            Suppressions = await FactGuard.RunAsync(FactGuard.State, $"suppressions of {target.Name}", async () => Accounts.Facts.Known(await suppressions.OfTargetAsync(target, cancellationToken).ConfigureAwait(false)), cancellationToken).ConfigureAwait(false),
            Findings = await FactGuard.RunAsync(FactGuard.State, $"findings of {target.Name}", () => FindingsAsync(target, period, cancellationToken), cancellationToken).ConfigureAwait(false),
        };
    }

    private async Task<IReadOnlyDictionary<string, Fact<TopicDetails>>> TopicsAsync(MonitoredTarget target, CancellationToken cancellationToken)
    {
        var arns = target.Topics.Sns;
        var details = await Task.WhenAll(arns.Select(arn => FactGuard.RunAsync("sns:GetTopicAttributes", arn, () => readers.Topics(target).TopicAsync(arn, cancellationToken), cancellationToken))).ConfigureAwait(false);
        return arns.Zip(details).ToDictionary(one => one.First, one => one.Second);
    }

    private async Task<Fact<IReadOnlyList<StoredFinding>>> FindingsAsync(MonitoredTarget target, TimeWindow period, CancellationToken cancellationToken)
    {
        var found = new List<StoredFinding>();
        foreach (var check in CheckRunnerOptions.Checks)
        {
            await foreach (var finding in findings.ListAfterAsync(target.Name, check, period.From, period.To, null, cancellationToken).ConfigureAwait(false))
            {
                if (found.Count == MaximumFindings) return new FactFailure(FactFailureKind.Unexpected, FactGuard.State, $"findings of {target.Name}", $"there are more than {MaximumFindings:N0} findings; ask for a shorter period");
                found.Add(finding);
            }
        }

        return Accounts.Facts.Known<IReadOnlyList<StoredFinding>>([.. found.OrderBy(one => one.Finding.Window.From)]);
    }

    // One reading serves all targets that are verified together; so it hangs on no caller's token.
    private Task<Fact<IReadOnlyList<RunRecord>>> RunsAsync(TimeWindow period)
    {
        lock (gate)
        {
            var now = time.GetUtcNow();
            if (read is { } known && known.Period == period && now - known.ReadAt < RunsAge) return known.Runs;
            var reading = FactGuard.RunAsync(FactGuard.State, "runs", () => ReadRunsAsync(period), CancellationToken.None);
            read = (period, now, reading);
            return reading;
        }
    }

    private async Task<Fact<IReadOnlyList<RunRecord>>> ReadRunsAsync(TimeWindow period)
    {
        var found = new List<RunRecord>();
        await foreach (var run in runs.ListAsync(null, CancellationToken.None).ConfigureAwait(false))
        {
            if (run.StartedAt < period.From) break;
            if (run.StartedAt < period.To) found.Add(run);
        }

        found.Reverse();
        return Accounts.Facts.Known<IReadOnlyList<RunRecord>>(found);
    }
}
