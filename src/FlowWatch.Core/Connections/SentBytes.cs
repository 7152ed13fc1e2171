using FlowWatch.Core.Queries;
using static FlowWatch.Core.Queries.FlowExpression;

namespace FlowWatch.Core.Connections;

/// <summary>What one address sent, by five-minute slot, each byte counted once however many interfaces recorded it.</summary>
public sealed class SentBytes
{
    /// <summary>Slots after that of its start into which the longest record (600 seconds) can reach.</summary>
    public const int LaterSlots = (int)(LongestRecordSeconds / ConnectionQueries.SlotSeconds);

    /// <summary>The longest aggregation interval AWS offers.</summary>
    public const long LongestRecordSeconds = 600;

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
    /// What the senders exchanged with each peer, by interface and slot. A row's bytes are spread evenly over the time from
    /// its first to its last packet, so that a transfer counts the same whether recorded every 60 or every 600 seconds.
    /// </summary>
    public static FlowQuery Query(FlowQuery sides, IReadOnlyList<string> senders)
    {
        var query = FlowQuery.Over("sent-bytes", sides)
            .Derive("first", Least(Field("a-first"), Field("b-first")))
            .Derive("seconds", Greatest(Field("last") - Field("first"), 0) + 1)
            .Derive("slot-end", (Field("slot") + 1) * ConnectionQueries.SlotSeconds)
            .Derive(Enumerable.Range(1, LaterSlots).Select(later => new NamedExpression($"seconds-{later}", SecondsIn(later))))
            .Where(Field("a").In(senders) | Field("b").In(senders))
            .By("interface", "a", "b", "slot");
        foreach (var side in new[] { "a", "b" })
        {
            var rate = Field($"{side}-bytes") / Field("seconds");
            query = query
                .Measure(FlowMeasure.Sum($"{side}-bytes", Field($"{side}-bytes")))
                .Measure([.. Enumerable.Range(1, LaterSlots).Select(later => FlowMeasure.Sum($"{side}-later-{later}", rate * Field($"seconds-{later}")))]);
        }

        return query.Measure(FlowMeasure.Maximum("account", Field("account")));

        // Seconds of a row in a later slot; what lasts even longer than a record may goes to the last.
        static FlowExpression SecondsIn(int later)
        {
            var from = Field("slot-end") + ((later - 1) * ConnectionQueries.SlotSeconds);
            var to = Field("last") + 1;
            return Greatest((later == LaterSlots ? to : Least(to, from + ConnectionQueries.SlotSeconds)) - from, 0);
        }
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
            var slot = row.NumberOrZero("slot");
            var rest = total;
            for (var later = 1; later <= LaterSlots; later++)
            {
                // An engine may have cut the sum of each to what it can hold: never take away more than is there.
                var amount = Math.Min(rest, row.NumberOrZero($"{side}-later-{later}"));
                Increase(sums.BySlot, slot + later, amount);
                rest -= amount;
            }

            Increase(sums.BySlot, slot, rest);
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
