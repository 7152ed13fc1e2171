using FlowWatch.Core.Alerts.Outbox;
using FlowWatch.Core.Detections;
using FlowWatch.Core.Findings;
using FlowWatch.Core.Incidents;
using FlowWatch.Core.State;
using FlowWatch.Core.Targets;
using FlowWatch.Core.Tests.Findings;
using FlowWatch.Core.Tests.State;
using Microsoft.Extensions.Time.Testing;

namespace FlowWatch.Core.Tests.Incidents;

/// <summary>Incidents and their outbox over a real store; topics accept or not as the test says.</summary>
internal sealed class IncidentFixture : IDisposable
{
    public const string Warning = "arn:aws:sns:eu-central-1:111111111111:warning";
    public const string Critical = "arn:aws:sns:eu-central-1:111111111111:critical";

    private readonly TemporaryState state = new();
    private readonly List<OutboxDispatch> hosts = [];

    public IncidentFixture(AlertSettings? settings = null, Func<IStateStore, IStateStore>? around = null)
    {
        Settings = settings ?? new AlertSettings();
        Store = around is null ? state.Open() : around(state.Open());
        Incidents = new IncidentStore(Store);
        Recorder = new IncidentRecorder(Incidents, Settings, Time);
        Actions = new IncidentActions(Incidents, Settings, [Target], Time);
        Topics = new RecordingTopics(Time);
    }

    public static MonitoredTarget Target { get; } = new() { Name = "production-eu", Environment = "production", Account = "111111111111", Region = "eu-central-1", LogGroup = "/aws/vpc/flowlogs/production", Topics = new AlertTopics { Warning = Warning, Critical = Critical } };

    public FakeTimeProvider Time { get; } = new(FindingSample.Noon);

    public AlertSettings Settings { get; }

    public IStateStore Store { get; }

    public IncidentStore Incidents { get; }

    public IncidentRecorder Recorder { get; }

    public IncidentActions Actions { get; }

    public RecordingTopics Topics { get; }

    /// <summary>What a check would have found of a source in a window.</summary>
    public static Finding Found(string source, TimeWindow window, Severity severity = Severity.Medium, long ports = 60, params string[] targets) => FindingSample.Of(source, "PORT_SCAN", null, targets) with
    {
        Severity = severity,
        Window = window,
        MonitoredTarget = Target.Name,
        Fingerprint = FindingFingerprint.Of("PORT_SCAN", source),
        Evidence = new FindingEvidence { Counts = [new EvidenceCount("distinctPorts", ports, "ports", 50)] },
    };

    /// <summary>The window that ended some minutes ago.</summary>
    public TimeWindow Window(int minutesAgo = 0) => new(Time.GetUtcNow().AddMinutes(-minutesAgo - 10), Time.GetUtcNow().AddMinutes(-minutesAgo));

    public Task RecordAsync(TimeWindow window, params IReadOnlyList<Finding> findings) => Recorder.RecordAsync(Target, "security", window, findings, null, default);

    public OutboxDispatch Host(string name = "host")
    {
        var host = new OutboxDispatch(Store, Topics, Settings, Time, name, seed: 7);
        hosts.Add(host);
        return host;
    }

    public async Task<DispatchReport> DispatchAsync(string host = "host") => await Host(host).RunAsync([Target], default);

    public async Task<List<Incident>> AllAsync()
    {
        var all = new List<Incident>();
        await foreach (var incident in Incidents.ListAsync(Target.Name, null, default)) all.Add(incident);
        return all;
    }

    public void Dispose()
    {
        hosts.ForEach(host => host.Dispose());
        state.Dispose();
    }
}
