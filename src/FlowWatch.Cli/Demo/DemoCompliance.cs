using FlowWatch.Core.Accounts;
using FlowWatch.Core.Checks;
using FlowWatch.Core.Compliance;
using FlowWatch.Core.Compliance.Reports;
using FlowWatch.Core.Configuration;
using FlowWatch.Core.Runs;
using FlowWatch.Core.Targets;
using FlowWatch.Local.Accounts;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace FlowWatch.Cli.Demo;

/// <summary>
/// Verifies a made-up account whose flow logs hold the traffic of the demo, as a deployment would have: a report each morning of the week
/// before; the checks on their timers, from ten minutes after the traffic; and the report after them. Only the account and its clock are made
/// up.
/// </summary>
internal static class DemoCompliance
{
    private const string Target = "demo";

    /// <summary>How long before the traffic the first report is made.</summary>
    private static readonly TimeSpan Week = TimeSpan.FromDays(7);

    /// <summary>When the checks are switched on, after the traffic's beginning: in time for a first window of an hour, which is quicker than six.</summary>
    private static readonly TimeSpan SwitchedOn = TimeSpan.FromMinutes(70);

    /// <summary>When the last report is made, after the traffic's beginning: all of it has settled and is judged.</summary>
    private static readonly TimeSpan LastReport = TimeSpan.FromMinutes(95);

    private static readonly TimeSpan Step = TimeSpan.FromMinutes(5);

    /// <summary>Verifies.</summary>
    /// <param name="terminal">Where warnings go.</param>
    /// <param name="logs">The folder with the traffic, and nothing else.</param>
    /// <param name="fields">The fields of its records.</param>
    /// <param name="start">When the traffic begins.</param>
    /// <param name="folder">Where state and reports go; it exists.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <returns>The last report, with those before it.</returns>
    public static async Task<ComplianceReportView> RunAsync(Terminal terminal, string logs, IReadOnlyList<string> fields, DateTimeOffset start, string folder, CancellationToken cancellationToken)
    {
        var clock = new DemoClock(start - Week);
        // Somebody was at work two days before the traffic.
        var account = new MadeUpAccount(clock) { MadeAt = start, ChangedAt = start - TimeSpan.FromHours(45), Fields = fields };
        var reading = Reading(logs, folder, start);
        var targets = reading.Settings!.Targets;
        var options = new CheckRunnerOptions { Settings = reading.Settings.Checks, FlowWatchVersion = Application.Version };
        var home = new ComplianceHome(reading, terminal, configure: services => services
            .AddSingleton<TimeProvider>(clock)
            .AddSingleton<IAccountReaders>(account)
            .AddSingleton<IFlowLogSource, MadeUpFlowLogs>()
            // What it would warn of is what is shown.
            .AddLogging(logging => logging.ClearProviders()));
        await using (home.ConfigureAwait(false))
        {
            for (; clock.Now < start; clock.Now += TimeSpan.FromDays(1)) await home.Job.RunAsync(RunStore.NewId(clock.Now), "timer", targets, cancellationToken).ConfigureAwait(false);
            for (clock.Now = start + SwitchedOn; clock.Now < start + LastReport; clock.Now += Step)
            {
                foreach (var check in CheckRunnerOptions.Checks.Where(check => (clock.Now - start).Ticks % options.WindowsOf(check).Length.Ticks == 0)) await home.Checks.RunAsync(RunStore.NewId(clock.Now), check, "timer", targets, cancellationToken).ConfigureAwait(false);
            }

            var last = await home.Job.RunAsync(RunStore.NewId(clock.Now), "timer", targets, cancellationToken).ConfigureAwait(false);
            return await ComplianceReportView.ReadAsync(home.Chain, last.Report ?? "", cancellationToken).ConfigureAwait(false) ?? throw new InvalidOperationException($"The demo's report was not stored: {string.Join("; ", last.Problems)}");
        }
    }

    private static SettingsReading Reading(string logs, string folder, DateTimeOffset start)
    {
        var target = MadeUpAccount.Target(Target, logs) with { Topics = new AlertTopics { Warning = MadeUpAccount.Topic("flowwatch-warning"), Critical = MadeUpAccount.Topic("flowwatch-critical") } };
        return new SettingsReading
        {
            Settings = new FlowWatchSettings
            {
                Deployment = Target,
                Targets = [target],
                State = new StateSettings { File = Path.Combine(folder, "state.db") },
                Reports = new ReportSettings { Folder = Path.Combine(folder, "reports") },
                Compliance = new ComplianceSettings
                {
                    Exceptions = [new AcceptedFailure(null, new ControlSuppression("alert-test", null, "kim@example.com", "The topics are new; their first test is planned for the end of the month.", start + TimeSpan.FromDays(30)))],
                },
            },
            Problems = [],
            Notes = [],
            Values = [],
            Targets = [new TargetReading(target.Name, target, [])],
        };
    }
}
