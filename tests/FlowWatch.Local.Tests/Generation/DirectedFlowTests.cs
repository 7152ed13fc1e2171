using CsCheck;
using FlowWatch.Local.Generation;

namespace FlowWatch.Local.Tests.Generation;

public class DirectedFlowTests
{
    private static readonly Gen<DirectedFlow> Flows =
        Gen.Select(Gen.Long[0, 100_000_000], Gen.Long[0, 3_000_000_000], Gen.Long[1, 4_000_000], Gen.Long[40, 1500]).Select(
            (start, length, packets, size) => new DirectedFlow
            {
                Start = start,
                Length = packets == 1 ? 0 : length,
                Packets = packets,
                Bytes = packets * size,
                FirstSize = 40,
                LastSize = 40,
                FirstFlags = TcpFlags.Syn,
                LastFlags = TcpFlags.Fin,
            });

    [Fact]
    public void PacketsBefore_AnyMoment_AgreesWithSentAt() =>
        Gen.Select(Flows, Gen.Double[0, 1]).Sample((flow, share) =>
        {
            var packet = (long)((flow.Packets - 1) * share);
            var sent = flow.SentAt(packet);

            return flow.PacketsBefore(sent) <= packet && flow.PacketsBefore(sent + 1) > packet;
        });

    [Fact]
    public void BytesOfFirst_AnyCut_NeverShrinksAndEndsWithTheWhole() =>
        Gen.Select(Flows, Gen.Double[0, 1]).Sample((flow, share) =>
        {
            var cut = (long)(flow.Packets * share);

            return flow.BytesOfFirst(0) == 0
                && flow.BytesOfFirst(flow.Packets) == flow.Bytes
                && flow.BytesOfFirst(cut) >= 0
                && flow.BytesOfFirst(cut) <= flow.Bytes
                && (cut == 0 || flow.BytesOfFirst(cut) >= flow.BytesOfFirst(cut - 1));
        });

    [Theory]
    [InlineData(0, 5, 3)]
    [InlineData(0, 4, 2)]
    [InlineData(1, 4, 0)]
    [InlineData(1, 5, 1)]
    public void FlagsOf_Range_HasThoseOfItsPackets(long from, long to, int flags)
    {
        var flow = new DirectedFlow { Packets = 5, FirstFlags = TcpFlags.Syn, LastFlags = TcpFlags.Fin };

        Assert.Equal(flags, flow.FlagsOf(from, to));
    }
}
