using CsCheck;
using FlowWatch.Core.Connections;
using FlowWatch.Core.Queries;
using static FlowWatch.Core.Tests.Connections.Traffic;

namespace FlowWatch.Core.Tests.Connections;

public class SentBytesTests
{
    [Fact]
    public void Gather_BothSidesWanted_EachHasWhatItSent()
    {
        var senders = SentBytes.Gather([Sent("10.0.0.1", "10.0.0.2", 5, 100, 30), Sent("10.0.0.1", "10.0.0.2", 6, 1, 2)], ["10.0.0.1", "10.0.0.2"], NoRelays);

        Assert.Equal(["10.0.0.1", "10.0.0.2"], senders.Select(sender => sender.Sender));
        Assert.Equal(new Dictionary<long, long> { [5] = 100, [6] = 1 }, senders[0].BySlot);
        Assert.Equal(new Dictionary<string, long> { ["10.0.0.2"] = 101 }, senders[0].ByReceiver);
        Assert.Equal(new Dictionary<string, long> { ["10.0.0.1"] = 32 }, senders[1].ByReceiver);
        Assert.Equal(["123456789012"], senders[0].Accounts);
    }

    [Fact]
    public void Gather_SenderNotAskedFor_IsLeftOut() =>
        Assert.Equal("10.0.0.2", Assert.Single(SentBytes.Gather([Sent("10.0.0.1", "10.0.0.2", 5, 100, 30)], ["10.0.0.2"], NoRelays)).Sender);

    [Fact]
    public void Gather_RecordLongerThanItsSlot_SpreadsIntoTheNext()
    {
        var sender = Assert.Single(SentBytes.Gather([Sent("10.0.0.1", "10.0.0.2", 5, 100, aLater: [50, 20, 0, 3])], ["10.0.0.1"], NoRelays));

        Assert.Equal(new Dictionary<long, long> { [5] = 27, [6] = 50, [7] = 20, [9] = 3 }, sender.BySlot);
    }

    // A record of 600 seconds must count the same as ten of 60: each second's share in the slot of that second.
    [Fact]
    public void Query_AnyRecord_SpreadsItsSecondsOverTheSlotsTheyLieIn() => Gen.Select(Gen.Long[0, 2000], Gen.Long[1, 600]).Sample((start, seconds) =>
    {
        var slot = start / ConnectionQueries.SlotSeconds;
        var expected = Enumerable.Range(0, (int)seconds).GroupBy(second => ((start + second) / ConnectionQueries.SlotSeconds) - slot).ToDictionary(group => group.Key, group => group.LongCount());
        var row = new Dictionary<string, long?> { ["slot"] = slot, ["a-first"] = start, ["b-first"] = null, ["last"] = start + seconds - 1 };

        foreach (var derived in SentBytes.Query(ConnectionQueries.Sides(["10.0.0.1"]), ["10.0.0.1"]).Derived) row[derived.Name] = Arithmetic.Evaluate(derived.Expression, row);

        Assert.Equal(seconds, row["seconds"]);
        Assert.All(Enumerable.Range(1, SentBytes.LaterSlots), later => Assert.Equal(expected.GetValueOrDefault(later), row[$"seconds-{later}"]));
        Assert.InRange(expected.Keys.Max(), 0, SentBytes.LaterSlots);
    });

    [Fact]
    public void Gather_AnySpreading_KeepsTheSum() => Gen.Select(Gen.Long[0, 1000], Gen.Long[0, 1000].Array[0, SentBytes.LaterSlots], Gen.Long[0, 3]).Array[1, 8].Sample(parts =>
    {
        var rows = parts.Select(part => Sent("10.0.0.1", "10.0.0.2", part.Item3, part.Item1 + part.Item2.Sum(), aLater: part.Item2));
        var total = parts.Sum(part => part.Item1 + part.Item2.Sum());

        var senders = SentBytes.Gather(rows, ["10.0.0.1"], NoRelays);

        Assert.Equal(total, senders.Sum(sender => sender.BySlot.Values.Sum()));
        Assert.Equal(total, senders.Sum(sender => sender.ByReceiver.Values.Sum()));
    });

    [Fact]
    public void Gather_PairSeenByTwoInterfaces_CountsOnceAsTheOneThatSawMost()
    {
        var sender = Assert.Single(SentBytes.Gather(
            [
                Sent("10.0.0.1", "10.0.0.2", 5, 100, networkInterface: 1),
                Sent("10.0.0.1", "10.0.0.2", 5, 90, networkInterface: 2),
                Sent("10.0.0.1", "10.0.0.2", 6, 20, networkInterface: 2),
                Sent("10.0.0.1", "10.0.0.3", 5, 7, networkInterface: 1),
            ],
            ["10.0.0.1"],
            NoRelays));

        Assert.Equal(new Dictionary<long, long> { [5] = 97, [6] = 20 }, sender.BySlot);
        Assert.Equal(new Dictionary<string, long> { ["10.0.0.2"] = 110, ["10.0.0.3"] = 7 }, sender.ByReceiver);
    }

    [Theory]
    [InlineData("10.0.0.254", "198.51.100.7")]
    [InlineData("198.51.100.7", "10.0.0.254")]
    public void Gather_FarSideOfARelay_IsLeftOut(string a, string b) => Assert.Empty(SentBytes.Gather(
        [Sent(a, b, 5, 100, 100)], [a, b], Relayed(("10.0.0.254", "198.51.100.7", 443))));

    [Fact]
    public void Gather_Version6_IsLikeVersion4()
    {
        var sender = Assert.Single(SentBytes.Gather([Sent("2001:db8::1", "fd00::2", 5, 100)], ["2001:db8::1"], NoRelays));

        Assert.Equal("fd00::2", Assert.Single(sender.ByReceiver).Key);
    }

    [Fact]
    public void Gather_ToItself_CountsBothWays()
    {
        var sender = Assert.Single(SentBytes.Gather([Sent("10.0.0.1", "10.0.0.1", 5, 100, 30)], ["10.0.0.1"], NoRelays));

        Assert.Equal(130, sender.BySlot[5]);
    }

    [Fact]
    public void Gather_SeveralAccounts_AreSortedAndWrittenInFull()
    {
        var sender = Assert.Single(SentBytes.Gather(
            [Sent("10.0.0.1", "10.0.0.2", 5, 1, account: 999999999999), Sent("10.0.0.1", "10.0.0.3", 5, 1, account: 12), Sent("10.0.0.1", "10.0.0.4", 5, 1, account: null)],
            ["10.0.0.1"],
            NoRelays));

        Assert.Equal(["000000000012", "999999999999"], sender.Accounts);
    }

    [Fact]
    public void Gather_SumsBeyondALong_StopAtTheLargest()
    {
        FlowRow Most(string peer, long slot) => Sent("10.0.0.1", peer, slot, long.MaxValue, long.MaxValue);

        var sender = Assert.Single(SentBytes.Gather(
            [Most("10.0.0.2", 5), Most("10.0.0.2", 6), Most("10.0.0.3", 5), Most("10.0.0.3", 6)], ["10.0.0.1"], NoRelays));

        Assert.Equal(new Dictionary<long, long> { [5] = long.MaxValue, [6] = long.MaxValue }, sender.BySlot);
        Assert.Equal(new Dictionary<string, long> { ["10.0.0.2"] = long.MaxValue, ["10.0.0.3"] = long.MaxValue }, sender.ByReceiver);
    }
}
