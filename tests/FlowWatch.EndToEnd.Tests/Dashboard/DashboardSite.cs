using FlowWatch.Core.Checks;
using FlowWatch.Core.Findings;
using FlowWatch.Core.Incidents;
using FlowWatch.Core.Windows;
using FlowWatch.Functions.Tests;

namespace FlowWatch.EndToEnd.Tests.Dashboard;

/// <summary>A dashboard with something to see: two targets, windows that are judged and one that failed, and incidents of several severities.</summary>
internal sealed class DashboardSite : IAsyncDisposable
{
    public const string Scanner = "203.0.113.7";
    public const string Talker = "10.0.0.21";
    public const string Hostile = "<img src=x onerror=alert(1)>\u202e";

    private readonly Served served;

    private DashboardSite(Served served) => this.served = served;

    /// <summary>The address of the site.</summary>
    public Uri Root => served.Address;

    /// <summary>The dashboard, as a person opens it.</summary>
    public string Dashboard => $"{Root}api/dashboard?code={served.Key}";

    public string Key => served.Key;

    public string Told => served.Output + served.Errors;

    public static async Task<DashboardSite> StartAsync()
    {
        var site = new DashboardSite(await Served.StartAsync("shop", "bank"));
        await site.JudgeAsync("shop", "security", 4);
        await site.JudgeAsync("shop", "anomaly", 2);
        await site.JudgeAsync("bank", "anomaly", 2);
        await site.FailAsync("bank", "security");
        await site.FindAsync("shop", "security", Finding("PORT_SCAN", Severity.Critical, Scanner, "Vertical port scan", "0123456789abcdef01234567"));
        await site.FindAsync("shop", "anomaly", Finding("HIGH_TRAFFIC_VOLUME", Severity.Medium, Talker, "High traffic volume", "1123456789abcdef01234567"));
        await site.FindAsync("bank", "security", Finding("BRUTE_FORCE", Severity.High, Scanner, $"Login guessing {Hostile}", "2123456789abcdef01234567"));
        return site;
    }

    /// <summary>A dashboard of very many targets, most of them well: what a central team has on its wall.</summary>
    public static async Task<DashboardSite> ManyAsync(int targets)
    {
        var names = Enumerable.Range(1, targets).Select(number => $"account-{number:d3}").ToArray();
        var site = new DashboardSite(await Served.StartAsync(names));
        foreach (var (index, name) in names.Index())
        {
            if (index % 29 == 7) await site.FailAsync(name, "security");
            else await site.JudgeAsync(name, "security", 1);
            if (index % 17 != 3) await site.JudgeAsync(name, "anomaly", 1);
            if (index % 40 == 5) await site.FindAsync(name, "security", Finding("PORT_SCAN", Severity.Critical, Scanner, "Vertical port scan", "0123456789abcdef01234567"));
        }

        return site;
    }

    public ValueTask DisposeAsync() => served.DisposeAsync();

    private async Task FindAsync(string target, string check, Finding finding)
    {
        var window = new TimeWindow(Served.Start.AddMinutes(-40), Served.Start.AddMinutes(-30));
        await served.Service<FindingStore>().ReplaceAsync(target, check, window, [finding with { MonitoredTarget = target }], CancellationToken.None);
        await served.Service<IncidentRecorder>().RecordAsync(Readings.Target(target), check, window, [finding with { MonitoredTarget = target }], null, CancellationToken.None);
    }

    private async Task JudgeAsync(string target, string check, int windows)
    {
        var (ledger, options) = (served.Service<WindowLedger>(), served.Service<CheckRunnerOptions>().WindowsOf(check));
        for (var window = 0; window < windows; window++)
        {
            var lease = await ledger.ClaimAsync(target, check, options, CancellationToken.None);
            await ledger.CompleteAsync(lease!, new WindowOutcome(1000 * (window + 1), 1, Served.Start, null) { Traffic = new WindowTraffic(900 * (window + 1), 1_500_000 * (window + 2), 40 * window) }, CancellationToken.None);
        }
    }

    private async Task FailAsync(string target, string check)
    {
        var (ledger, options) = (served.Service<WindowLedger>(), served.Service<CheckRunnerOptions>().WindowsOf(check));
        var lease = await ledger.ClaimAsync(target, check, options, CancellationToken.None);
        await ledger.FailAsync(lease!, "logs:StartQuery was refused", options, CancellationToken.None);
    }

    private static Finding Finding(string detection, Severity severity, string source, string title, string fingerprint) => new()
    {
        Detection = detection,
        DetectionVersion = 1,
        Severity = severity,
        Certainty = Certainty.Certain,
        Source = source,
        Targets = ["10.0.0.5", "10.0.0.6"],
        TargetCount = 2,
        Title = title,
        Summary = $"{source} did what {title} means.",
        Window = new TimeWindow(Served.Start.AddMinutes(-40), Served.Start.AddMinutes(-35)),
        Evidence = new FindingEvidence
        {
            Counts = [new EvidenceCount("distinctPorts", 60, "ports", 50)],
            TopPorts = [new EvidencePort(22, "ssh", 5), new EvidencePort(3389, "rdp", 2)],
            TopPeers = [new EvidencePeer("10.0.0.5", 60, 2400), new EvidencePeer("10.0.0.6", 9, 360)],
            Notes = [Hostile],
        },
        Fingerprint = fingerprint,
    };
}
