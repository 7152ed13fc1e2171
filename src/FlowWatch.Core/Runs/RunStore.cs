using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json;
using FlowWatch.Core.State;

namespace FlowWatch.Core.Runs;

/// <summary>Remembers the runs of checks, the newest first.</summary>
/// <param name="state">Where it remembers.</param>
public sealed class RunStore(IStateStore state)
{
    private const string Partition = "runs";
    private const string RequestPartition = "run-requests";
    private const string TimeFormat = "yyyyMMdd'T'HHmmssfff'Z'";

    /// <summary>A new id for a run that starts now.</summary>
    public static string NewId(DateTimeOffset now) => $"{now.UtcDateTime.ToString(TimeFormat, CultureInfo.InvariantCulture)}-{Guid.NewGuid():N}"[..28];

    /// <summary>Writes a run, new or changed.</summary>
    public async Task SaveAsync(RunRecord run, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(run);
        var key = Key(run.Id) ?? throw new ArgumentException($"'{run.Id}' is not an id of a run.", nameof(run));
        await state.WriteAsync(Partition, [StateChange.Put(key, JsonSerializer.Serialize(run, JsonSerializerOptions.Web))], cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Finds a run; null where there is none of that id.</summary>
    public async Task<RunRecord?> FindAsync(string id, CancellationToken cancellationToken) =>
        Key(id) is { } key && await state.ReadAsync(Partition, key, cancellationToken).ConfigureAwait(false) is { } entry ? Run(entry) : null;

    /// <summary>The newest run of a check that succeeded, among the last few; null where none of them did.</summary>
    /// <param name="check">The check.</param>
    /// <param name="among">How many runs are looked at, of all checks.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    public async Task<RunRecord?> LastSucceededAsync(string check, int among, CancellationToken cancellationToken)
    {
        await foreach (var entry in state.ListAsync(Partition, new StateRange(Take: among), cancellationToken).ConfigureAwait(false))
        {
            if (Run(entry) is { Status: RunStatus.Succeeded } run && run.Check == check) return run;
        }

        return null;
    }

    /// <summary>Runs, the newest first.</summary>
    /// <param name="after">Only those older than the run of this id; null starts at the newest.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    public async IAsyncEnumerable<RunRecord> ListAsync(string? after, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var range = after is not null && Key(after) is { } key ? new StateRange(From: key + "\u0001") : StateRange.All;
        await foreach (var entry in state.ListAsync(Partition, range, cancellationToken).ConfigureAwait(false)) yield return Run(entry);
    }

    /// <summary>
    /// Remembers that a request with a key of its own started a run. Returns the id that the key stands for: the given one, or that
    /// of the run which the same key started before.
    /// </summary>
    public async Task<string> RequestAsync(string requestKey, string id, CancellationToken cancellationToken)
    {
        if (await state.WriteAsync(RequestPartition, [StateChange.Insert(requestKey, JsonSerializer.Serialize(id))], cancellationToken).ConfigureAwait(false)) return id;
        var entry = await state.ReadAsync(RequestPartition, requestKey, cancellationToken).ConfigureAwait(false);
        return entry is null ? id : JsonSerializer.Deserialize<string>(entry.Value)!;
    }

    /// <summary>Forgets runs that started before a time; returns how many.</summary>
    public async Task<int> ForgetAsync(DateTimeOffset before, CancellationToken cancellationToken)
    {
        var forgotten = 0;
        while (true)
        {
            var old = new List<StateChange>();
            var range = new StateRange(From: Key(before), Take: StateChange.MaximumChanges);
            await foreach (var entry in state.ListAsync(Partition, range, cancellationToken).ConfigureAwait(false)) old.Add(StateChange.Delete(entry));
            if (old.Count == 0 || !await state.WriteAsync(Partition, old, cancellationToken).ConfigureAwait(false)) return forgotten;
            forgotten += old.Count;
        }
    }

    /// <summary>Forgets the keys of requests whose runs started before a time; returns how many.</summary>
    public async Task<int> ForgetRequestsAsync(DateTimeOffset before, CancellationToken cancellationToken)
    {
        var end = Key(before);
        var old = new List<StateChange>();
        await foreach (var entry in state.ListAsync(RequestPartition, StateRange.All, cancellationToken).ConfigureAwait(false))
        {
            if (Key(JsonSerializer.Deserialize<string>(entry.Value)!) is not { } started || string.CompareOrdinal(started, end) > 0) old.Add(StateChange.Delete(entry));
        }

        var forgotten = 0;
        foreach (var chunk in old.Chunk(StateChange.MaximumChanges))
        {
            if (await state.WriteAsync(RequestPartition, chunk, cancellationToken).ConfigureAwait(false)) forgotten += chunk.Length;
        }

        return forgotten;
    }

    private static RunRecord Run(StateEntry entry) => JsonSerializer.Deserialize<RunRecord>(entry.Value, JsonSerializerOptions.Web)!;

    // Rows come in the order of their keys; the newest must be the smallest.
    private static string? Key(string id) =>
        id.Length > 20 && id[19] == '-' && DateTimeOffset.TryParseExact(id[..19], TimeFormat, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var started)
            ? $"{Key(started)}|{id}"
            : null;

    private static string Key(DateTimeOffset started) => (DateTimeOffset.MaxValue.UtcTicks - started.UtcTicks).ToString("D19", CultureInfo.InvariantCulture);
}
