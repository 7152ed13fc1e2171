using System.Diagnostics;
using System.Globalization;
using FlowWatch.AlertStorm;
using FlowWatch.Core.Alerts.Outbox;
using FlowWatch.Core.Detections;
using FlowWatch.Core.Findings;
using FlowWatch.Core.Incidents;
using FlowWatch.Core.Targets;
using FlowWatch.Local.State;

// Usage: FlowWatch.AlertStorm FINDINGS STATE_FILE
var count = int.Parse(args[0], CultureInfo.InvariantCulture);
using var state = SqliteStateStore.Open(args[1]);
var settings = new AlertSettings();
var target = new MonitoredTarget
{
    Name = "storm", Environment = "bench", Account = "111111111111", Region = "eu-central-1", LogGroup = "storm", Topics = new AlertTopics { Critical = "arn:aws:sns:eu-central-1:111111111111:critical" },
};
var end = new DateTimeOffset(2026, 1, 5, 12, 0, 0, TimeSpan.Zero);
var window = new TimeWindow(end.AddMinutes(-10), end);
var findings = Enumerable.Range(0, count).Select(Found).ToList();
var before = PeakMegabytes();

var watch = Stopwatch.StartNew();
var recorder = new IncidentRecorder(new IncidentStore(state), settings, TimeProvider.System);
await recorder.RecordAsync(target, "security", window, findings, null, default).ConfigureAwait(false);
var recorded = watch.Elapsed;

watch.Restart();
await recorder.RecordAsync(target, "security", window, findings, null, default).ConfigureAwait(false);
var again = watch.Elapsed;

findings.Clear();
var channels = new CountingChannels();
using var outbox = new OutboxDispatch(state, channels, settings, TimeProvider.System, "bench", 1);
watch.Restart();
var report = await outbox.RunAsync([target], default).ConfigureAwait(false);
var dispatched = watch.Elapsed;

Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{count} | {recorded.TotalSeconds:0.0} | {again.TotalSeconds:0.0} | {dispatched.TotalSeconds:0.0} | {report.Sent} | {report.Digests} of {report.InDigests} | {channels.Messages} | {before:0} | {PeakMegabytes():0}"));

Finding Found(int index)
{
    var source = string.Create(CultureInfo.InvariantCulture, $"10.{index / 65536}.{index / 256 % 256}.{index % 256}");
    return new Finding
    {
        Detection = "PORT_SCAN", DetectionVersion = 1, Severity = Severity.Critical, Certainty = Certainty.Certain, Source = source, Targets = ["10.200.0.1"], TargetCount = 1, Title = "Vertical port scan",
        Summary = $"{source} tried 60 ports of 10.200.0.1.", Window = window, Evidence = new FindingEvidence { Counts = [new EvidenceCount("distinctPorts", 60, "ports", 50)] }, MonitoredTarget = "storm",
        Fingerprint = FindingFingerprint.Of("PORT_SCAN", source, "storm"),
    };
}

static double PeakMegabytes() => Process.GetCurrentProcess().PeakWorkingSet64 / 1e6;
