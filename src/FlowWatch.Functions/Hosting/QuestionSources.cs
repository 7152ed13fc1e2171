using FlowWatch.Core.Accounts;
using FlowWatch.Core.Checks;
using FlowWatch.Core.Diagnostics;
using FlowWatch.Core.Findings;
using FlowWatch.Core.Runs;
using FlowWatch.Core.Targets;
using FlowWatch.Core.Windows;

namespace FlowWatch.Functions.Hosting;

/// <summary>Where answers about a target come from.</summary>
/// <param name="flowLogs">The flow logs.</param>
/// <param name="accounts">The accounts; made when a target first needs them.</param>
/// <param name="findings">What checks found.</param>
/// <param name="runs">The runs of checks.</param>
/// <param name="ledger">The ledger of windows.</param>
/// <param name="options">How time is cut.</param>
/// <param name="time">Tells the time.</param>
public sealed class QuestionSources(QuestionFlowLogs flowLogs, Lazy<IAccountReaders> accounts, FindingStore findings, RunStore runs, WindowLedger ledger, CheckRunnerOptions options, TimeProvider time)
{
    /// <summary>Those of a target.</summary>
    /// <param name="target">The target.</param>
    public DiagnosticSources Of(MonitoredTarget target)
    {
        ArgumentNullException.ThrowIfNull(target);
        return new()
        {
            FlowLogs = (window, cancellationToken) => flowLogs.Source.OpenAsync(target, window!, cancellationToken),
            Source = flowLogs.Source,
            // A folder is in no account.
            Accounts = target.Folder is null ? accounts.Value : null,
            Findings = findings,
            Runs = runs,
            Ledger = ledger,
            Options = options,
            Time = time,
        };
    }
}
