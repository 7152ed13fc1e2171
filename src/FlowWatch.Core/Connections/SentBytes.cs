using FlowWatch.Core.Queries;
using static FlowWatch.Core.Queries.FlowExpression;

namespace FlowWatch.Core.Connections;

/// <summary>What one address sent, by five-minute slot, each byte counted once however many interfaces recorded it.</summary>
public sealed class SentBytes
{
    private SentBytes(string sender, IReadOnlyDictionary<long, long> bySlot, IReadOnlyDictionary<string, long> byReceiver, IReadOnlyList<string> accounts)
    {
        Sender = sender;
        BySlot = bySlot;
        ByReceiver = byReceiver;
        Accounts = accounts;
    }

    /// <summary>The address.</summary>
    public string Sender { get; }

    /// <summary>Bytes by slot number: epoch seconds divided by <see cref="ConnectionQueries.SlotSeconds"/>.</summary>
    public IReadOnlyDictionary<long, long> BySlot { get; }

    /// <summary>Bytes by receiver, over the whole input.</summary>
    public IReadOnlyDictionary<string, long> ByReceiver { get; }

    /// <summary>The AWS accounts that recorded it.</summary>
    public IReadOnlyList<string> Accounts { get; }

    /// <summary>
    /// Addresses that, as side A or as side B, sent more than half of a threshold: whoever passes the whole of it does so
    /// on at least one side. Sums are over all interfaces, so never too small.
    /// </summary>
    public static FlowQuery Senders(string side, long threshold) =>
        FlowQuery.Over($"senders-{side}", ConnectionQueries.Sides)
            .Where(Field("a").IsPresent())
            .By("sender", Field(side))
            .Measure(FlowMeasure.Sum("bytes", Field($"{side}-bytes")))
            .Having(Field("bytes") > threshold / 2);

    /// <summary>
    /// What the senders exchanged with each peer, by interface and slot. A row's bytes are spread evenly over the time from
    /// its first to its last packet, so that a transfer counts the same whether recorded every 60 or every 600 seconds.
    /// </summary>
    public static FlowQuery Query(IReadOnlyList<string> senders)
    {
        var query = FlowQuery.Over("sent-bytes", ConnectionQueries.Sides)
            .Derive("first", Least(Field("a-first"), Field("b-first")))
            .Derive("seconds", Greatest(Field("last") - Field("first"), 0) + 1)
            .Derive("slot-end", (Field("slot") + 1) * ConnectionQueries.SlotSeconds)
            .Derive("seconds-next", Greatest(Least(Field("last") + 1, Field("slot-end") + ConnectionQueries.SlotSeconds) - Field("slot-end"), 0))
            .Derive("seconds-later", Greatest(Field("last") + 1 - (Field("slot-end") + ConnectionQueries.SlotSeconds), 0))
            .Where(Field("a").In(senders) | Field("b").In(senders))
            .By("interface", "a", "b", "slot");
        foreach (var side in new[] { "a", "b" })
        {
            var rate = Field($"{side}-bytes") / Field("seconds");
            query = query.Measure(
                FlowMeasure.Sum($"{side}-bytes", Field($"{side}-bytes")),
                FlowMeasure.Sum($"{side}-next", rate * Field("seconds-next")),
                FlowMeasure.Sum($"{side}-later", rate * Field("seconds-later")));
        }

        return query.Measure(FlowMeasure.Maximum("account", Field("account")));
    }

    /// <summary>Reads the rows of <see cref="Query"/>, counting once what several interfaces or a relay recorded again.</summary>
    public static IReadOnlyList<SentBytes> Gather(IEnumerable<FlowRow> rows, IReadOnlyList<string> senders, RelayedServices relayed)
    {
        ArgumentNullException.ThrowIfNull(relayed);
        var wanted = senders.ToHashSet();
        var bySender = new Dictionary<string, (Dictionary<long, long> BySlot, Dictionary<string, long> ByReceiver, SortedSet<string> Accounts)>();
        var pairs = rows.GroupBy(row => (A: row.Text("a")!, B: row.Text("b")!)).Where(pair => !relayed.Contains(pair.Key.A, pair.Key.B));
        foreach (var pair in pairs)
        {
            var view = pair.GroupBy(row => row.NumberOrZero("interface"))
                .OrderByDescending(rowsOfInterface => rowsOfInterface.SumBounded(row => BoundedSum.Add(row.NumberOrZero("a-bytes"), row.NumberOrZero("b-bytes"))))
                .ThenBy(rowsOfInterface => rowsOfInterface.Key)
                .First();
            foreach (var row in view)
            {
                Add("a", pair.Key.A, pair.Key.B, row);
                Add("b", pair.Key.B, pair.Key.A, row);
            }
        }

        return
        [
            .. bySender.OrderBy(entry => entry.Key, StringComparer.Ordinal)
                .Select(entry => new SentBytes(entry.Key, entry.Value.BySlot, entry.Value.ByReceiver, [.. entry.Value.Accounts])),
        ];

        void Add(string side, string sender, string receiver, FlowRow row)
        {
            var total = row.NumberOrZero($"{side}-bytes");
            if (total == 0 || !wanted.Contains(sender)) return;
            if (!bySender.TryGetValue(sender, out var sums)) bySender.Add(sender, sums = ([], [], []));
            var (slot, next, later) = (row.NumberOrZero("slot"), row.NumberOrZero($"{side}-next"), row.NumberOrZero($"{side}-later"));
            // Each of the three may have been cut to what an engine can sum.
            Increase(sums.BySlot, slot, Math.Max(0, total - next - later));
            Increase(sums.BySlot, slot + 1, next);
            Increase(sums.BySlot, slot + 2, later);
            Increase(sums.ByReceiver, receiver, total);
            if (Conversation.AccountText(row.Number("account")) is { } account) sums.Accounts.Add(account);
        }
    }

    private static void Increase<T>(Dictionary<T, long> sums, T key, long amount)
        where T : notnull
    {
        if (amount != 0) sums[key] = BoundedSum.Add(sums.GetValueOrDefault(key), amount);
    }
}
