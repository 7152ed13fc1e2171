using System.Net;
using FlowWatch.Core.FlowLogs;
using FlowWatch.Core.Queries;
using static FlowWatch.Core.Queries.FlowExpression;

namespace FlowWatch.Core.Connections;

/// <summary>
/// From records to connections, as typed queries.
/// <para>
/// A connection is a distinct 5-tuple, whichever of its two directions a record shows and on however many interfaces it
/// was recorded. Two passes over the records are enough for all detections: <see cref="Services"/> gathers who used which
/// service, which tells the addresses that could matter to a detection; <see cref="Sides"/> folds both directions of each
/// 5-tuple of those addresses into one row per interface and slot. <see cref="Orient"/> then says which side opened
/// it and how sure that is, <see cref="Connections"/> merges the rows of a connection, and
/// <see cref="Conversations"/> gathers the connections of one source to one service.
/// </para>
/// </summary>
/// <remarks>
/// The opener is told by, in this order: a SYN without ACK or a SYN-ACK (<c>tcp-flags</c>: docs.aws.amazon.com, "Flow log
/// records"), a refused one-way packet, a usual service port against another, an answer that never came, a side that sent
/// nothing but bare packets, who spoke first (to the second), and last the lower port, which is a guess.
/// </remarks>
public static class ConnectionQueries
{
    /// <summary>Seconds of a slot of time; six make the runbook's 15 minutes.</summary>
    public const long SlotSeconds = 150;

    /// <summary>Bytes of an IPv4 TCP packet without options or payload: a bare RST.</summary>
    private const long BareSegmentBytes = 40;

    /// <summary>Bytes of an IPv4 TCP packet with the largest usual options and no payload.</summary>
    private const long HeaderOnlyBytes = 60;

    private const long SynBit = 2;
    private const long AckBits = 16;
    private const long RstBit = 4;

    /// <summary>The fields without which no connection can be told.</summary>
    public static IReadOnlyList<string> RequiredFields { get; } =
    [
        FlowLogFieldNames.SourceAddress, FlowLogFieldNames.DestinationAddress, FlowLogFieldNames.SourcePort,
        FlowLogFieldNames.DestinationPort, FlowLogFieldNames.Protocol, FlowLogFieldNames.Packets, FlowLogFieldNames.Bytes,
        FlowLogFieldNames.Start, FlowLogFieldNames.End, FlowLogFieldNames.Action,
    ];

    /// <summary>The fields that make connections surer: who opened them, what was recorded twice.</summary>
    public static IReadOnlyList<string> HelpfulFields { get; } =
    [
        FlowLogFieldNames.TcpFlags, FlowLogFieldNames.InterfaceId, FlowLogFieldNames.PacketSourceAddress,
        FlowLogFieldNames.PacketDestinationAddress,
    ];

    /// <summary>
    /// One row per source, target, service and slot: what went out and what came back. Which side a record's source is
    /// on is told by that record alone; where it cannot be told, both sides are taken for a source. So this never shows too few
    /// sources, and what it counts over several interfaces it never counts too low. Records without addresses (NODATA,
    /// SKIPDATA) have an absent source.
    /// </summary>
    public static FlowQuery Services { get; } = MakeServices();

    /// <summary><see cref="Services"/> over all of the input.</summary>
    public static FlowQuery ServiceTotals { get; } =
        FlowQuery.Over("service-totals", Services)
            .Where(Field("source").IsPresent() & (Field("out-records") > 0))
            .By("source", "target", "port", FlowLogFieldNames.Protocol)
            .Measure(
                FlowMeasure.Sum("connections", Field("connections")),
                FlowMeasure.Sum("out-records", Field("out-records")),
                FlowMeasure.Sum("refused", Field("refused")),
                FlowMeasure.Sum("back-bytes", Field("back-bytes")),
                FlowMeasure.Sum("back-packets", Field("back-packets")),
                FlowMeasure.BitwiseOr("back-flags", Field("back-flags")));

    /// <summary>True where every attempt at a service of <see cref="ServiceTotals"/> may have come to nothing.</summary>
    public static FlowExpression MayHaveFailed { get; } =
        (Field("back-bytes") <= Field("back-packets") * BareSegmentBytes)
        | (Coalesce(Field("back-flags"), 0).Bits(RstBit).Is(RstBit) & !Accepted(Field("back-flags")));

    /// <summary>
    /// One row per 5-tuple, interface and slot of some addresses' traffic: what side A (the smaller address) and side B sent.
    /// </summary>
    /// <param name="addresses">The addresses, which may be either side, or a relay between the sides.</param>
    public static FlowQuery Sides(IReadOnlyList<string> addresses)
    {
        var source = Field(FlowLogFieldNames.SourceAddress);
        var destination = Field(FlowLogFieldNames.DestinationAddress);
        var packetSource = Field(FlowLogFieldNames.PacketSourceAddress);
        var packetDestination = Field(FlowLogFieldNames.PacketDestinationAddress);
        var sourcePort = Field(FlowLogFieldNames.SourcePort);
        var destinationPort = Field(FlowLogFieldNames.DestinationPort);
        var fromA = Field("from-a");
        var fromB = !fromA;

        return FlowQuery.OverRecords("sides")
            .Derive("sender", Sender)
            .Derive("receiver", Receiver)
            .Derive("from-a", (Field("sender") < Field("receiver"))
                | (Field("sender").Is(Field("receiver")) & (sourcePort <= destinationPort)))
            .Derive("refused", IsRefused)
            .Derive("relayed", packetDestination.IsNot(destination) | packetSource.IsNot(source))
            .Where(Field(FlowLogFieldNames.Start).IsPresent())
            .Where(source.In(addresses) | destination.In(addresses) | packetSource.In(addresses) | packetDestination.In(addresses))
            .By("slot", Field(FlowLogFieldNames.Start) / SlotSeconds)
            .By("interface", Identity(Field(FlowLogFieldNames.AccountId), Field(FlowLogFieldNames.InterfaceId)))
            .By("a", If(fromA, Field("sender"), Field("receiver")))
            .By("b", If(fromA, Field("receiver"), Field("sender")))
            .By("a-port", If(fromA, sourcePort, destinationPort))
            .By("b-port", If(fromA, destinationPort, sourcePort))
            .By(FlowLogFieldNames.Protocol)
            .Measure(
                FlowMeasure.Count("records"),
                FlowMeasure.Count("a-records", fromA),
                FlowMeasure.Sum("a-bytes", Field(FlowLogFieldNames.Bytes), fromA),
                FlowMeasure.Sum("b-bytes", Field(FlowLogFieldNames.Bytes), fromB),
                FlowMeasure.Sum("a-packets", Field(FlowLogFieldNames.Packets), fromA),
                FlowMeasure.Sum("b-packets", Field(FlowLogFieldNames.Packets), fromB),
                FlowMeasure.Minimum("a-first", Field(FlowLogFieldNames.Start), fromA),
                FlowMeasure.Minimum("b-first", Field(FlowLogFieldNames.Start), fromB),
                FlowMeasure.Maximum("last", Field(FlowLogFieldNames.End)),
                FlowMeasure.Count("a-refused", fromA & Field("refused")),
                FlowMeasure.Count("b-refused", fromB & Field("refused")),
                FlowMeasure.BitwiseOr("a-flags", Field(FlowLogFieldNames.TcpFlags), fromA),
                FlowMeasure.BitwiseOr("b-flags", Field(FlowLogFieldNames.TcpFlags), fromB),
                FlowMeasure.Maximum("account", Number(Field(FlowLogFieldNames.AccountId))),
                FlowMeasure.Maximum("relay", If(packetDestination.IsNot(destination), destination, source), Field("relayed")));
    }

    /// <summary>The values that say who opened a row of <see cref="Sides"/> and what each side sent.</summary>
    public static IReadOnlyList<NamedExpression> Orient { get; } = MakeOrientation();

    /// <summary>What came of a row's attempt, as the number of <see cref="ConnectionOutcome"/>.</summary>
    public static FlowExpression Outcome { get; } = MakeOutcome();

    /// <summary>How many refused connections on some ports came from public addresses other than the known ones, and from how many of these.</summary>
    /// <param name="ports">The ports.</param>
    /// <param name="known">Addresses that have a finding already.</param>
    /// <param name="internalNetworks">Networks that are not the internet.</param>
    public static FlowQuery Noise(IReadOnlyList<long> ports, IReadOnlyList<string> known, IReadOnlyList<IPNetwork> internalNetworks) =>
        FlowQuery.Over("noise", FlowQuery.Over("noise-by-source", ServiceTotals)
                .Where(Field("port").In(ports) & (Field("refused") > 0) & !Field("source").In(known))
                .By("source")
                .Measure(FlowMeasure.Sum("refused", Field("refused"))))
            .Where(!Field("source").InNetwork(internalNetworks))
            .Measure(FlowMeasure.Sum("connections", Field("refused")), FlowMeasure.Count("sources"));

    /// <summary>One row per connection that the named sources opened, and interface.</summary>
    /// <param name="sides">The result of <see cref="Sides"/>.</param>
    /// <param name="sources">The sources.</param>
    public static FlowQuery Connections(FlowQuery sides, IReadOnlyList<string> sources) =>
        // A side that sent nothing did not open anything that we saw: what we have is the answer to something else.
        FlowQuery.Over("connections", sides)
            .Derive(Orient)
            .Where(Field("source").In(sources) & (Field("out-packets") > 0))
            .By("interface", "source", "target", "client-port", "port", FlowLogFieldNames.Protocol)
            .Measure(
                FlowMeasure.Minimum("opened", Field("first")),
                FlowMeasure.Maximum("closed", Field("last")),
                FlowMeasure.Maximum("evidence", Field("evidence")),
                FlowMeasure.Sum("records", Field("records")),
                FlowMeasure.Sum("out-records", Field("out-records")),
                FlowMeasure.Sum("out-refused", Field("out-refused")),
                FlowMeasure.Sum("out-bytes", Field("out-bytes")),
                FlowMeasure.Sum("back-bytes", Field("back-bytes")),
                FlowMeasure.Sum("out-packets", Field("out-packets")),
                FlowMeasure.Sum("back-packets", Field("back-packets")),
                FlowMeasure.BitwiseOr("back-flags", Field("back-flags")),
                FlowMeasure.Maximum("account", Field("account")),
                FlowMeasure.Maximum("relay", Field("relay")));

    /// <summary>One row per interface, source, target, service and minute in which connections were opened.</summary>
    /// <param name="connections">The result of <see cref="Connections"/>.</param>
    /// <param name="attempt">What makes a connection a short attempt, over the columns of <see cref="Connections"/> and <c>duration</c>.</param>
    public static FlowQuery Conversations(FlowQuery connections, FlowExpression attempt)
    {
        FlowExpression Came(ConnectionOutcome outcome) => Field("outcome").Is((long)outcome);
        return FlowQuery.Over("conversations", connections)
            .Derive("outcome", Outcome)
            .Derive("duration", Field("closed") - Field("opened"))
            .Derive("size", Field("out-bytes") + Field("back-bytes"))
            .By("interface", "source", "target", "port", FlowLogFieldNames.Protocol)
            .By("minute", Field("opened") / 60)
            .Measure(
                FlowMeasure.Count("connections"),
                FlowMeasure.Count("refused", Came(ConnectionOutcome.Refused)),
                FlowMeasure.Count("unanswered", Came(ConnectionOutcome.Unanswered)),
                FlowMeasure.Count("reset", Came(ConnectionOutcome.Reset)),
                FlowMeasure.Count("empty", Came(ConnectionOutcome.Empty)),
                FlowMeasure.Count("attempts", attempt),
                FlowMeasure.Count("answered-attempts", attempt & Came(ConnectionOutcome.Answered)),
                FlowMeasure.Maximum("largest-attempt", Field("size"), attempt),
                FlowMeasure.Sum("attempt-bytes", Field("size"), attempt),
                FlowMeasure.Maximum("evidence", Field("evidence")),
                FlowMeasure.Minimum("opened", Field("opened")),
                FlowMeasure.Maximum("closed", Field("closed")),
                FlowMeasure.Sum("bytes", Field("size")),
                FlowMeasure.Maximum("largest", Field("size"), Came(ConnectionOutcome.Answered)),
                FlowMeasure.Maximum("longest", Field("duration"), Came(ConnectionOutcome.Answered)),
                FlowMeasure.Maximum("account", Field("account")),
                FlowMeasure.Maximum("relay", Field("relay")));
    }

    private static FlowQuery MakeServices()
    {
        var (sourcePort, destinationPort) = (Field(FlowLogFieldNames.SourcePort), Field(FlowLogFieldNames.DestinationPort));
        var (sourceRank, destinationRank) = (Field("source-rank"), Field("destination-rank"));
        var flags = Field(FlowLogFieldNames.TcpFlags);
        var isOut = Field("is-out");
        return FlowQuery.OverRecords("services")
            .Derive("sender", Sender)
            .Derive("receiver", Receiver)
            .Derive("source-rank", Rank(sourcePort))
            .Derive("destination-rank", Rank(destinationPort))
            .Derive("is-out", If(Opened(flags), 1, If(Accepted(flags), 0,
                If(IsRefused & !LooksLikeAnAnswer(sourceRank, destinationRank), 1, If(sourceRank <= destinationRank, 1, 0)))).Is(1))
            .Where(Field(FlowLogFieldNames.Start).IsPresent())
            .By("slot", Field(FlowLogFieldNames.Start) / SlotSeconds)
            .By("source", If(isOut, Field("sender"), Field("receiver")))
            .By("target", If(isOut, Field("receiver"), Field("sender")))
            .By("port", If(isOut, destinationPort, sourcePort))
            .By(FlowLogFieldNames.Protocol)
            .Measure(
                FlowMeasure.Count("records"),
                FlowMeasure.Count("out-records", isOut),
                FlowMeasure.EstimateDistinct("connections", sourcePort, isOut),
                FlowMeasure.Count("refused", isOut & IsRefused),
                FlowMeasure.Sum("out-bytes", Field(FlowLogFieldNames.Bytes), isOut),
                FlowMeasure.Sum("back-bytes", Field(FlowLogFieldNames.Bytes), !isOut),
                FlowMeasure.Sum("back-packets", Field(FlowLogFieldNames.Packets), !isOut),
                FlowMeasure.BitwiseOr("back-flags", flags, !isOut),
                FlowMeasure.Minimum("first", Field(FlowLogFieldNames.Start)),
                FlowMeasure.Maximum("last", Field(FlowLogFieldNames.End)),
                FlowMeasure.Count("no-data", !Field("sender").IsPresent() & Field(FlowLogFieldNames.LogStatus).Is("NODATA")),
                FlowMeasure.Count("skip-data", !Field("sender").IsPresent() & Field(FlowLogFieldNames.LogStatus).Is("SKIPDATA")));
    }

    private static NamedExpression[] MakeOrientation()
    {
        var aOnly = Field("a-records").Is(Field("records"));
        var bOnly = Field("a-records").Is(0);
        var aRank = Field("a-rank");
        var bRank = Field("b-rank");
        var byA = Field("opener") > 0;

        // Positive where side A opened it, negative where side B did; the amount is the OpenerEvidence.
        var opener = FirstThatHolds(
            otherwise: If(Field("b-port") <= Field("a-port"), (long)OpenerEvidence.LowerPort, -(long)OpenerEvidence.LowerPort),
            [
                .. Either(OpenerEvidence.Syn, Opened(Field("a-flags")) & !Opened(Field("b-flags")), Opened(Field("b-flags")) & !Opened(Field("a-flags"))),
                .. Either(OpenerEvidence.SynAck, Accepted(Field("b-flags")) & !Accepted(Field("a-flags")), Accepted(Field("a-flags")) & !Accepted(Field("b-flags"))),
                .. Either(OpenerEvidence.RefusedPacket,
                    aOnly & (Field("a-refused") > 0) & !LooksLikeAnAnswer(aRank, bRank), bOnly & (Field("b-refused") > 0) & !LooksLikeAnAnswer(bRank, aRank)),
                .. Either(OpenerEvidence.ServicePort, bRank > aRank, aRank > bRank),
                .. Either(OpenerEvidence.OneWay, aOnly, bOnly),
                .. Either(OpenerEvidence.BareAnswers, OnlyBare("b") & !OnlyBare("a"), OnlyBare("a") & !OnlyBare("b")),
                .. Either(OpenerEvidence.SpokeFirst, Field("a-first") < Field("b-first"), Field("b-first") < Field("a-first")),
            ]);

        return
        [
            new("a-rank", Rank(Field("a-port"))),
            new("b-rank", Rank(Field("b-port"))),
            new("opener", opener),
            new("source", If(byA, Field("a"), Field("b"))),
            new("target", If(byA, Field("b"), Field("a"))),
            new("client-port", If(byA, Field("a-port"), Field("b-port"))),
            new("port", If(byA, Field("b-port"), Field("a-port"))),
            new("evidence", If(byA, Field("opener"), 0 - Field("opener"))),
            new("first", Least(Field("a-first"), Field("b-first"))),
            new("out-records", If(byA, Field("a-records"), Field("records") - Field("a-records"))),
            new("out-bytes", Coalesce(If(byA, Field("a-bytes"), Field("b-bytes")), 0)),
            new("back-bytes", Coalesce(If(byA, Field("b-bytes"), Field("a-bytes")), 0)),
            new("out-packets", Coalesce(If(byA, Field("a-packets"), Field("b-packets")), 0)),
            new("back-packets", Coalesce(If(byA, Field("b-packets"), Field("a-packets")), 0)),
            new("out-refused", If(byA, Field("a-refused"), Field("b-refused"))),
            new("back-flags", If(byA, Field("b-flags"), Field("a-flags"))),
        ];
    }

    private static FlowExpression Sender => Coalesce(Field(FlowLogFieldNames.PacketSourceAddress), Field(FlowLogFieldNames.SourceAddress));

    private static FlowExpression Receiver => Coalesce(Field(FlowLogFieldNames.PacketDestinationAddress), Field(FlowLogFieldNames.DestinationAddress));

    private static FlowExpression IsRefused => Field(FlowLogFieldNames.Action).Is("REJECT");

    // Records of one side never mix the two: an opener's SYN has no ACK, an accepter's always has.
    private static FlowExpression Opened(FlowExpression flags) => Coalesce(flags, 0).Bits(SynBit | AckBits).Is(SynBit);

    private static FlowExpression Accepted(FlowExpression flags) => Coalesce(flags, 0).Bits(SynBit | AckBits).Is(SynBit | AckBits);

    // TCP packets without options are answers: an opener's SYN practically always carries some.
    private static FlowExpression OnlyBare(string side) =>
        Field(FlowLogFieldNames.Protocol).Is(6) & (Field($"{side}-bytes") <= Field($"{side}-packets") * BareSegmentBytes);

    // A refused packet from a usual service port to an unusual one is more likely a late or forged answer than an attempt.
    private static FlowExpression LooksLikeAnAnswer(FlowExpression senderRank, FlowExpression receiverRank) =>
        senderRank.Is(3) & (receiverRank < 3);

    // How much a port looks like a service's: 3 usual, 2 below the ephemeral ranges, 1 ephemeral. The cheap questions come
    // first: this is asked twice of every record.
    private static FlowExpression Rank(FlowExpression port) =>
        If(port < ServicePorts.FirstUnprivileged, 3, If(port >= ServicePorts.FirstEphemeral, 1, If(port.In(ServicePorts.Registered), 3, 2)));

    private static (FlowExpression Condition, long Value)[] Either(OpenerEvidence evidence, FlowExpression forA, FlowExpression forB) =>
        [(forA, (long)evidence), (forB, -(long)evidence)];

    private static FlowExpression FirstThatHolds(FlowExpression otherwise, params (FlowExpression Condition, long Value)[] cases) =>
        cases.Reverse().Aggregate(otherwise, (rest, next) => If(next.Condition, next.Value, rest));

    private static FlowExpression MakeOutcome()
    {
        var tcp = Field(FlowLogFieldNames.Protocol).Is(6);
        var onlyReset = Coalesce(Field("back-flags"), 0).Bits(RstBit).Is(RstBit) & !Accepted(Field("back-flags"));
        return FirstThatHolds(
            otherwise: (long)ConnectionOutcome.Answered,
            ((Field("out-refused") > 0) & Field("out-refused").Is(Field("out-records")), (long)ConnectionOutcome.Refused),
            (Field("back-packets").Is(0), (long)ConnectionOutcome.Unanswered),
            (tcp & (onlyReset | (Field("back-bytes") <= Field("back-packets") * BareSegmentBytes)), (long)ConnectionOutcome.Reset),
            (tcp & (Field("back-bytes") <= Field("back-packets") * HeaderOnlyBytes), (long)ConnectionOutcome.Empty));
    }
}
