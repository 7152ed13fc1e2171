using System.Globalization;
using FlowWatch.Core.Checks;
using FlowWatch.Core.Findings;
using FlowWatch.Core.Runs;
using FlowWatch.Core.Targets;
using FlowWatch.Core.Windows;
using FlowWatch.Local.Folders;
using FlowWatch.Local.State;

namespace FlowWatch.KilledHost;

/// <summary>What a host does: the check runner over folders, with state in a file.</summary>
/// <param name="folder">The flow logs; both targets read it.</param>
/// <param name="stateFile">The state.</param>
internal sealed class Host(string folder, string stateFile)
{
    private const string Check = "security";

    private static readonly WindowOptions Windows = new()
    {
        Length = Traffic.Step,
        Overlap = Traffic.Step,
        SettleLag = TimeSpan.FromMinutes(2),
        LookBack = Traffic.Step,
        // After many kills much may be due; cut alike all the same, so that windows can be compared one by one.
        LongestWindow = Traffic.Step,
        WindowsPerRun = 1_000,
        LateLooks = [TimeSpan.FromMinutes(25)],
        // Shorter than a step: the next one takes over what a killed host held.
        Lease = TimeSpan.FromMinutes(8),
        FirstRetry = TimeSpan.FromMinutes(1),
    };

    private static readonly string[] Names = ["a", "b"];

    private readonly StepClock time = new();

    private IReadOnlyList<MonitoredTarget> Targets => [.. Names.Select(name => new MonitoredTarget { Name = name, Environment = "bench", Account = "111122223333", Region = "eu-central-1", LogGroup = name, Folder = folder })];

    /// <summary>Runs the check at each of some steps.</summary>
    public async Task<int> RunAsync(int first, int last)
    {
        using var state = SqliteStateStore.Open(stateFile);
        using var source = new FolderFlowLogSource();
        var failed = 0;
        for (var step = first; step <= last; step++)
        {
            Traffic.Write(folder, step);
            time.MoveTo((Traffic.Start + ((step + 1) * Traffic.Step)).AddMinutes(3));
            var owner = string.Create(CultureInfo.InvariantCulture, $"process {Environment.ProcessId}");
            var settings = new CheckSettings { Security = Windows };
            var runner = new CheckRunner(source, new WindowLedger(state, time, owner), new FindingStore(state), new RunStore(state), new CheckRunnerOptions { FlowWatchVersion = "bench", Settings = settings }, time);
            var run = await runner.RunAsync(RunStore.NewId(time.GetUtcNow()), Check, "bench", Targets, CancellationToken.None);
            foreach (var problem in run.Problems) await Console.Error.WriteLineAsync($"step {step}: {problem.Target}: {problem.What}");
            if (run.Status != RunStatus.Succeeded) failed++;
        }

        return failed == 0 ? 0 : 1;
    }

    /// <summary>Prints every window and every finding: what must be the same whatever happened on the way.</summary>
    public async Task<int> PrintAsync()
    {
        using var state = SqliteStateStore.Open(stateFile);
        foreach (var target in Targets)
        {
            var ledger = new WindowLedger(state, time, "bench");
            foreach (var row in await ledger.ListAsync(target.Name, Check, null, null, CancellationToken.None))
            {
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{target.Name} window {row.From:O} {row.To:O} {row.Status} findings {row.Findings} partial {row.Partial}"));
                await foreach (var finding in new FindingStore(state).ListAsync(target.Name, Check, row.From, row.From.AddSeconds(1), CancellationToken.None)) Console.WriteLine($"{target.Name} finding {row.From:O} {finding.Detection} {finding.Severity} {finding.Source} {finding.Window} {finding.Fingerprint}");
            }

            var position = await ledger.PositionAsync(target.Name, Check, CancellationToken.None);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{target.Name} watermark {position?.Watermark:O}"));
        }

        return 0;
    }
}
