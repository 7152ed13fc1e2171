using FlowWatch.Core.Accounts;
using FlowWatch.Core.Checks;
using FlowWatch.Core.Findings;
using FlowWatch.Core.FlowLogs;
using FlowWatch.Core.Queries;
using FlowWatch.Core.Targets;

namespace FlowWatch.Core.Tests.Checks.Running;

/// <summary>Flow logs of several targets in memory, each record with the time it arrives at. What has not arrived cannot be seen.</summary>
internal sealed class MadeUpFlowLogs(TimeProvider time) : IFlowLogSource
{
    private static readonly FlowLogFormat Format = FlowLogFormat.Default;
    private static readonly Dictionary<string, int> Columns = Format.Fields.Index().ToDictionary(field => field.Item.Name, field => field.Index);
    private static readonly FlowLogLineParser Parser = new(Format);

    private readonly Dictionary<string, List<(DateTimeOffset Start, DateTimeOffset Arrived, FlowRow Row)>> records = [];
    private int opened;

    /// <summary>What opening a target comes to, where that is not its records.</summary>
    public Func<MonitoredTarget, FactFailure?> Instead { get; set; } = _ => null;

    /// <summary>How many queries of each session are not answered.</summary>
    public int Unanswered { get; set; }

    /// <summary>Why queries are not answered, where they are refused.</summary>
    public FactFailure? QueryFailure { get; set; }

    /// <summary>How each session says that its lines are written.</summary>
    public FlowLogFormat? Known { get; set; }

    /// <summary>What each session says that it took.</summary>
    public CloudQueryUsage? Usage { get; set; }

    /// <summary>How often a stretch was opened.</summary>
    public int Opened => opened;

    /// <summary>Is called once a target's records were read, before they are judged.</summary>
    public Func<Task> Read { get; set; } = () => Task.CompletedTask;

    /// <summary>Is called once late records were looked for, before anything comes of it.</summary>
    public Func<Task> Looked { get; set; } = () => Task.CompletedTask;

    /// <summary>Adds a port scan: ports of one host, one a second.</summary>
    /// <param name="target">Whose flow log.</param>
    /// <param name="source">Who scans.</param>
    /// <param name="start">When it begins.</param>
    /// <param name="delay">How long after its start each record arrives.</param>
    /// <param name="ports">How many.</param>
    public void AddPortScan(string target, string source, DateTimeOffset start, TimeSpan delay, int ports = 60)
    {
        for (var port = 1; port <= ports; port++) Add(target, source, port, start.AddSeconds(port), delay);
    }

    public async Task<Fact<IFlowLogSession>> OpenAsync(MonitoredTarget target, TimeWindow window, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        Interlocked.Increment(ref opened);
        if (Instead(target) is { } failure) return failure;
        var now = time.GetUtcNow();
        var seen = Of(target.Name).Where(record => record.Start >= window.From && record.Start < window.To && record.Arrived <= now).Select(record => record.Row).ToList();
        await Read();
        return Facts.Known<IFlowLogSession>(new InMemorySession(Columns.Keys.ToHashSet(), seen, Unanswered, QueryFailure, Usage) { Format = Known });
    }

    public async Task<Fact<IReadOnlyList<TimeWindow>>> LateAsync(MonitoredTarget target, IReadOnlyList<(TimeWindow Window, DateTimeOffset ArrivedUntil)> windows, CancellationToken cancellationToken)
    {
        if (Instead(target) is { } failure) return failure;
        var now = time.GetUtcNow();
        IReadOnlyList<TimeWindow> late = [.. windows
            .Where(one => Of(target.Name).Any(record => record.Start >= one.Window.From && record.Start < one.Window.To && record.Arrived > one.ArrivedUntil && record.Arrived <= now))
            .Select(one => one.Window)];
        await Looked();
        return Facts.Known(late);
    }

    public Task<Fact<ArrivalDelays>> DelaysAsync(MonitoredTarget target, TimeWindow window, CancellationToken cancellationToken) =>
        Task.FromResult<Fact<ArrivalDelays>>(new FactFailure(FactFailureKind.Unexpected, "read", target.LogGroup, "no check asks for it."));

    private List<(DateTimeOffset Start, DateTimeOffset Arrived, FlowRow Row)> Of(string target) => records.GetValueOrDefault(target, []);

    private void Add(string target, string source, int port, DateTimeOffset start, TimeSpan delay)
    {
        var second = start.ToUnixTimeSeconds();
        var record = Parser.Parse($"2 111122223333 eni-0a {source} 10.0.0.5 40000 {port} 6 1 40 {second} {second + 10} REJECT OK").Record!;
        var row = new FlowRow(Columns, [.. Format.Fields.Select((field, index) => field.IsNumber ? (object?)record.NumberAt(index) : record.TextAt(index))]);
        if (!records.TryGetValue(target, out var all)) records[target] = all = [];
        all.Add((start, start + delay, row));
    }
}
