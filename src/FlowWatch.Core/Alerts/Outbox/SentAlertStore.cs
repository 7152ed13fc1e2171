using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json;
using FlowWatch.Core.State;

namespace FlowWatch.Core.Alerts.Outbox;

/// <summary>Remembers the messages that topics accepted, the newest first.</summary>
/// <param name="state">Where they are remembered.</param>
public sealed class SentAlertStore(IStateStore state)
{
    private const string Partition = "alerts";

    private static readonly JsonSerializerOptions Json = JsonSerializerOptions.Web;

    /// <summary>Remembers messages.</summary>
    public async Task SaveAsync(IReadOnlyList<SentAlert> alerts, CancellationToken cancellationToken)
    {
        foreach (var write in StateChange.Writes(alerts.Select(alert => StateChange.Put(KeyOf(alert), JsonSerializer.Serialize(alert, Json))))) await state.WriteAsync(Partition, write, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Messages, the newest first.</summary>
    /// <param name="from">The earliest acceptance; null takes all.</param>
    /// <param name="before">Only those accepted before; null starts at the newest.</param>
    /// <param name="after">Only those after the message of this key; null starts at the first.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    public async IAsyncEnumerable<SentAlert> ListAsync(DateTimeOffset? from, DateTimeOffset? before, string? after, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var first = before is { } end ? Stamp(end.AddTicks(-1)) : null;
        if (after is not null && (first is null || string.CompareOrdinal(after, first) >= 0)) first = after + "\u0001";
        var range = new StateRange(first, from is { } start ? Stamp(start.AddTicks(-1)) : null);
        await foreach (var entry in state.ListAsync(Partition, range, cancellationToken).ConfigureAwait(false)) yield return JsonSerializer.Deserialize<SentAlert>(entry.Value, Json)!;
    }

    /// <summary>The place of a message in the list.</summary>
    public static string KeyOf(SentAlert alert)
    {
        ArgumentNullException.ThrowIfNull(alert);
        return $"{Stamp(alert.At)}|{TopicName.Of(alert.Topic)}|{alert.MessageId}";
    }

    /// <summary>Forgets messages that were accepted before a time; returns how many.</summary>
    public async Task<int> ForgetAsync(DateTimeOffset before, CancellationToken cancellationToken)
    {
        var forgotten = 0;
        while (true)
        {
            var old = new List<StateChange>();
            await foreach (var entry in state.ListAsync(Partition, new StateRange(Stamp(before.AddTicks(-1)), null, StateChange.MaximumChanges), cancellationToken).ConfigureAwait(false)) old.Add(StateChange.Delete(entry));
            if (old.Count == 0 || !await state.WriteAsync(Partition, old, cancellationToken).ConfigureAwait(false)) return forgotten;
            forgotten += old.Count;
        }
    }

    // Rows come in the order of their keys; the newest must be the smallest.
    private static string Stamp(DateTimeOffset instant) => (DateTimeOffset.MaxValue.UtcTicks - instant.UtcTicks).ToString("D19", CultureInfo.InvariantCulture);
}
