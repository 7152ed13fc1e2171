using FlowWatch.Core.Alerts;
using FlowWatch.Core.Configuration;
using FlowWatch.Core.Targets;
using FlowWatch.Core.Windows;
using FlowWatch.Functions.Timers;
using FlowWatch.Local.Accounts;

namespace FlowWatch.Cli.Serve;

/// <summary>The settings of the demo: everything happens faster than in a deployment, so that there is something to see.</summary>
internal static class DemoSettings
{
    /// <summary>How long before the start the traffic begins.</summary>
    public static readonly TimeSpan History = TimeSpan.FromMinutes(20);

    private static readonly WindowOptions Windows = new()
    {
        Length = TimeSpan.FromMinutes(1),
        Overlap = TimeSpan.FromMinutes(15),
        // Records are a minute long and come in files of ten seconds.
        SettleLag = TimeSpan.FromSeconds(90),
        LookBack = History,
        LongestWindow = History,
        LateLooks = [TimeSpan.FromMinutes(5)],
        AlarmAge = TimeSpan.FromMinutes(10),
    };

    /// <summary>How often timers fire.</summary>
    public static IReadOnlyDictionary<string, string> Schedules { get; } = new Dictionary<string, string>
    {
        [nameof(AnomalyDetection)] = "*/15 * * * * *",
        [nameof(SecurityAnalysis)] = "*/15 * * * * *",
        [nameof(Heartbeat)] = "0 * * * * *",
    };

    /// <summary>What differs from a deployment, in words.</summary>
    public const string Explanation = "In this demo windows are 1 minute long (a deployment: 15 and 10), are judged 90 seconds after their end (16 minutes), and checks run every 15 seconds (15 and 10 minutes).";

    /// <summary>The settings.</summary>
    /// <param name="folder">Where the traffic is written.</param>
    /// <param name="state">The file of the state.</param>
    /// <param name="reports">Where compliance reports are kept: those of a made-up account belong into nobody's chain.</param>
    public static SettingsReading Of(string folder, string state, string reports)
    {
        // What a deployment sends to SNS is printed here.
        var target = MadeUpAccount.Target("demo", folder) with { Topics = new AlertTopics { Critical = AlertAddress.Console } };
        return new SettingsReading
        {
            Settings = new FlowWatchSettings
            {
                Deployment = "demo",
                Targets = [target],
                State = new StateSettings { File = state },
                Reports = new ReportSettings { Folder = reports },
                Checks = new CheckSettings { Anomaly = Windows, Security = Windows },
            },
            Problems = [],
            Notes = [],
            Values = [],
            Targets = [new TargetReading(target.Name, target, [])],
        };
    }
}
