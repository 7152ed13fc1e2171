using System.Text.Json;
using FlowWatch.Core.Reports.Answers;
using FlowWatch.Core.Runs;
using FlowWatch.Core.State;

namespace FlowWatch.Core.Diagnostics.Answers;

/// <summary>Keeps answers for a while where every host of a deployment finds them. There are never more than <see cref="MostKept"/>.</summary>
/// <param name="state">Where it keeps them.</param>
/// <param name="time">Tells the time.</param>
public sealed class AnswerStore(IStateStore state, TimeProvider time)
{
    /// <summary>How long an answer is kept, from when it was asked.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(30);

    /// <summary>Answers that are kept at the most; then the oldest goes.</summary>
    public const int MostKept = 50;

    /// <summary>Parts of an answer, each one value of the state: about 7 MB as it is written, packed.</summary>
    public const int MostParts = 50;

    private const int PartLength = 140_000;
    private const string Partition = "answers";

    /// <summary>A new id; ids grow with time.</summary>
    public string NewId() => RunStore.NewId(time.GetUtcNow());

    /// <summary>Notes how far an answer is; forgets what is too old.</summary>
    public async Task SaveAsync(AnswerRecord record, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(record);
        await state.WriteAsync(Partition, [StateChange.Put(record.Id, JsonSerializer.Serialize(record, JsonSerializerOptions.Web))], cancellationToken).ConfigureAwait(false);
        await ForgetAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Keeps an answer.</summary>
    /// <param name="record">How it was asked.</param>
    /// <param name="body">The answer in its format.</param>
    /// <param name="cancellationToken">Stops writing.</param>
    public async Task FinishAsync(AnswerRecord record, ReadOnlyMemory<byte> body, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(record);
        var parts = PackedBytes.Pack(body.Span).Chunk(PartLength).Select(part => new string(part)).ToList();
        if (parts.Count > MostParts)
        {
            await SaveAsync(record with { Status = AnswerStatus.Failed, Failure = "The answer is too large to be kept. Ask for less: a smaller top, a shorter time." }, cancellationToken).ConfigureAwait(false);
            return;
        }

        foreach (var write in StateChange.Writes(parts.Select((part, number) => StateChange.Put(Part(number), JsonSerializer.Serialize(part, JsonSerializerOptions.Web)))))
        {
            await state.WriteAsync(PartitionOf(record.Id), write, cancellationToken).ConfigureAwait(false);
        }

        await SaveAsync(record with { Status = AnswerStatus.Done, Parts = parts.Count }, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>How far an answer is; null where it is not known, or not any more.</summary>
    public async Task<AnswerRecord?> FindAsync(string id, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(id);
        return await state.ReadAsync(Partition, id, cancellationToken).ConfigureAwait(false) is { } entry && Read(entry) is var record && record.AskedAt + Lifetime > time.GetUtcNow() ? record : null;
    }

    /// <summary>An answer that is <see cref="AnswerStatus.Done"/>; null where it went away meanwhile.</summary>
    public async Task<byte[]?> BodyAsync(AnswerRecord record, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(record);
        var text = new System.Text.StringBuilder();
        for (var number = 0; number < record.Parts; number++)
        {
            if (await state.ReadAsync(PartitionOf(record.Id), Part(number), cancellationToken).ConfigureAwait(false) is not { } part) return null;
            text.Append(JsonSerializer.Deserialize<string>(part.Value, JsonSerializerOptions.Web));
        }

        return PackedBytes.Unpack(text.ToString());
    }

    private async Task ForgetAsync(CancellationToken cancellationToken)
    {
        var known = new List<StateEntry>();
        await foreach (var entry in state.ListAsync(Partition, StateRange.All, cancellationToken).ConfigureAwait(false)) known.Add(entry);
        // Keys grow with time, so the oldest come first.
        var old = known.Where((entry, index) => index < known.Count - MostKept || Read(entry).AskedAt + Lifetime <= time.GetUtcNow()).ToList();
        foreach (var entry in old)
        {
            // Parts first: what is still named can still be forgotten.
            var parts = Enumerable.Range(0, Read(entry).Parts).Select(number => new StateChange(Part(number), null, StateCondition.None, null)).ToList();
            if (parts.Count > 0) await state.WriteAsync(PartitionOf(entry.Key), parts, cancellationToken).ConfigureAwait(false);
            await state.WriteAsync(Partition, [new StateChange(entry.Key, null, StateCondition.None, null)], cancellationToken).ConfigureAwait(false);
        }
    }

    private static AnswerRecord Read(StateEntry entry) => JsonSerializer.Deserialize<AnswerRecord>(entry.Value, JsonSerializerOptions.Web)!;

    private static string PartitionOf(string id) => $"answers|{id}";

    private static string Part(int number) => number.ToString("D4", System.Globalization.CultureInfo.InvariantCulture);
}
