using System.Collections.Concurrent;
using System.Globalization;
using FlowWatch.Core.Accounts;
using FlowWatch.Core.Configuration;
using FlowWatch.Core.Diagnostics;
using FlowWatch.Core.Diagnostics.Answers;
using FlowWatch.Core.Diagnostics.Parameters;
using FlowWatch.Core.Findings;
using FlowWatch.Core.Targets;

namespace FlowWatch.Core.Dashboard;

/// <summary>Asks the runbook's questions of targets whose flow logs lie in folders, once a minute at the most.</summary>
/// <param name="reading">The settings.</param>
/// <param name="sources">Where answers about a target come from.</param>
/// <param name="time">Tells the time.</param>
public sealed class FolderTrafficReader(SettingsReading reading, Func<MonitoredTarget, DiagnosticSources> sources, TimeProvider time)
{
    private const int MostTargets = 4;
    private const int MostRows = 8;

    private static readonly TimeSpan Kept = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan Asked = TimeSpan.FromHours(1);

    private readonly ConcurrentDictionary<string, Entry> entries = new();

    /// <summary>Asks, or gives what was answered less than a minute ago.</summary>
    /// <param name="target">Only of this target; null takes all.</param>
    /// <returns>The answers; null where no target's flow logs lie in a folder.</returns>
    public async Task<FolderTraffic?> ReadAsync(string? target)
    {
        var targets = (reading.Settings?.Targets ?? []).Where(one => one.Folder is not null && (target is null || one.Name == target)).Take(MostTargets).ToList();
        if (targets.Count == 0) return null;
        var now = time.GetTimestamp();
        var key = target ?? "";
        if (entries.TryGetValue(key, out var known) && known.Answer.IsValueCreated && known.Answer.Value.IsCompleted && time.GetElapsedTime(known.At, now) >= Kept) entries.TryRemove(KeyValuePair.Create(key, known));
        return await entries.GetOrAdd(key, _ => new Entry(now, new Lazy<Task<FolderTraffic>>(() => AskAsync(targets)))).Answer.Value.ConfigureAwait(false);
    }

    private async Task<FolderTraffic> AskAsync(List<MonitoredTarget> targets)
    {
        var now = time.GetUtcNow();
        var window = new TimeWindow(now - Asked, now);
        var (talkers, rejected, missing) = (new List<TalkerShare>(), new List<TalkerShare>(), new List<NotSeen>());
        foreach (var target in targets)
        {
            await AddAsync(target, "top-talkers", "total-bytes", talkers).ConfigureAwait(false);
            await AddAsync(target, "rejected-connections", "reject-count", rejected).ConfigureAwait(false);
        }

        return new FolderTraffic { Window = window, Talkers = Largest(talkers), Rejected = Largest(rejected), NotSeen = missing };

        async Task AddAsync(MonitoredTarget target, string question, string amount, List<TalkerShare> shares)
        {
            var answer = await AnswerAsync(target, question, window, now).ConfigureAwait(false);
            if (!answer.IsKnown) missing.Add(new NotSeen(target.Name, $"{question}: {answer.Failure}", target.Name));
            else shares.AddRange(Shares(answer.Value, amount));
            missing.AddRange((answer.IsKnown ? answer.Value.NotVerified : []).Select(what => new NotSeen(target.Name, $"{question}: {what}", target.Name)));
        }
    }

    private async Task<Fact<DiagnosticAnswer>> AnswerAsync(MonitoredTarget target, string question, TimeWindow window, DateTimeOffset now)
    {
        var asked = DiagnosticCatalog.Find(question)!;
        var request = new DiagnosticRequest { Target = target, Scope = [target.Name], Window = window, Arguments = DiagnosticArguments.Of(asked, ("top", MostRows.ToString(CultureInfo.InvariantCulture))), Now = now };
        using var deadline = new CancellationTokenSource(Patience, time);
        try
        {
            // Not on the caller's thread: an engine may compute for long before it first waits.
            return await Task.Run(() => asked.AnswerAsync(request, sources(target), deadline.Token), deadline.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            return new FactFailure(FactFailureKind.Unavailable, "ask", question, $"no answer within {Patience.TotalSeconds:0} seconds");
        }
    }

    private static IEnumerable<TalkerShare> Shares(DiagnosticAnswer answer, string amount)
    {
        foreach (var table in answer.Tables)
        {
            var columns = table.Columns.Select(column => column.Name).ToList();
            var (value, port) = (columns.IndexOf(amount), columns.FindIndex(name => name.Contains("port", StringComparison.Ordinal)));
            if (value < 0) continue;
            foreach (var row in table.Rows) yield return new TalkerShare(row[0]?.ToString() ?? "-", port > 0 && row[port] is long number ? number.ToString(CultureInfo.InvariantCulture) : "", row[value] is long count ? count : 0);
        }
    }

    private static List<TalkerShare> Largest(List<TalkerShare> shares) =>
        [.. shares.GroupBy(share => (share.Address, share.Note)).Select(same => new TalkerShare(same.Key.Address, same.Key.Note, same.Aggregate(0L, (sum, share) => sum > long.MaxValue - share.Amount ? long.MaxValue : sum + share.Amount)))
            .OrderByDescending(share => share.Amount).ThenBy(share => share.Address, StringComparer.Ordinal).ThenBy(share => share.Note, StringComparer.Ordinal).Take(MostRows)];

    private sealed record Entry(long At, Lazy<Task<FolderTraffic>> Answer);
}
