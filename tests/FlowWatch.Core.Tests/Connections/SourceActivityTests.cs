using CsCheck;
using FlowWatch.Core.Connections;
using FlowWatch.Core.Findings;
using static FlowWatch.Core.Tests.Connections.Traffic;

namespace FlowWatch.Core.Tests.Connections;

public class SourceActivityTests
{
    [Fact]
    public void Gather_SeenByTwoInterfaces_TheOneThatSawMostIsBelieved()
    {
        var source = Only(
            Talk("10.0.0.1", "10.0.1.5", 443, count: 3) with { Interface = 7 },
            Talk("10.0.0.1", "10.0.1.5", 443, count: 2) with { Interface = 8 },
            Talk("10.0.0.1", "10.0.1.5", 443, at: Noon + 60, count: 2) with { Interface = 8 });

        Assert.Equal([8L, 8L], source.Conversations.Select(conversation => conversation.Interface));
        Assert.Equal(4, source.Conversations.Sum(conversation => conversation.Connections));
    }

    [Fact]
    public void Gather_SeenAlike_MostBytesThenTheLowestInterfaceIsBelieved()
    {
        Assert.Equal(9, Only(
            Talk("10.0.0.1", "10.0.1.5", 443, bytes: 10) with { Interface = 8 },
            Talk("10.0.0.1", "10.0.1.5", 443, bytes: 11) with { Interface = 9 }).Conversations[0].Interface);
        Assert.Equal(8, Only(
            Talk("10.0.0.1", "10.0.1.5", 443) with { Interface = 9 },
            Talk("10.0.0.1", "10.0.1.5", 443) with { Interface = 8 }).Conversations[0].Interface);
    }

    [Fact]
    public void Gather_EachService_IsBelievedOfItsOwnInterface()
    {
        var source = Only(
            Talk("10.0.0.1", "10.0.1.5", 443, count: 3) with { Interface = 7 },
            Talk("10.0.0.1", "10.0.1.5", 443, count: 1) with { Interface = 8 },
            Talk("10.0.0.1", "10.0.1.6", 443, count: 1) with { Interface = 7 },
            Talk("10.0.0.1", "10.0.1.6", 443, count: 2) with { Interface = 8 },
            Talk("10.0.0.1", "10.0.1.6", 443, count: 1, protocol: 17) with { Interface = 7 });

        Assert.Equal(
            ["10.0.1.5 6 7", "10.0.1.6 6 8", "10.0.1.6 17 7"],
            source.Conversations.Select(conversation => $"{conversation.Target} {conversation.Protocol} {conversation.Interface}"));
    }

    [Fact]
    public void Gather_OpenedByARelay_IsLeftToTheHostBehind()
    {
        var sources = SourceActivity.Gather(
            [
                Talk("10.0.0.1", "198.51.100.7", 443) with { Relay = "10.0.0.254" },
                Talk("10.0.0.254", "198.51.100.7", 443),
                Talk("10.0.0.254", "198.51.100.7", 80),
            ],
            Relayed(("10.0.0.254", "198.51.100.7", 443)));

        Assert.Equal(["10.0.0.1", "10.0.0.254"], sources.Select(source => source.Source));
        Assert.Equal(["10.0.0.254"], sources[0].Relays);
        Assert.Equal(80, Assert.Single(sources[1].Conversations).Port);
        Assert.Empty(sources[1].Relays);
    }

    [Fact]
    public void Gather_NothingButRelayed_IsNoSource() => Assert.Empty(
        SourceActivity.Gather([Talk("10.0.0.254", "198.51.100.7", 443)], Relayed(("10.0.0.254", "198.51.100.7", 443))));

    [Fact]
    public void Gather_AnyOrder_GivesSourcesByNameAndConversationsByTime()
    {
        Conversation[] conversations =
        [
            Talk("10.0.0.9", "10.0.1.5", 22, at: Noon + 60),
            Talk("10.0.0.9", "10.0.1.6", 22),
            Talk("10.0.0.9", "10.0.1.5", 80),
            Talk("10.0.0.9", "10.0.1.5", 22),
            Talk("10.0.0.9", "10.0.1.5", 22, protocol: 17),
            Talk("10.0.0.10", "10.0.1.5", 22),
        ];

        Gen.Shuffle(conversations).Sample(shuffled =>
        {
            var sources = SourceActivity.Gather(shuffled, NoRelays);
            Assert.Equal(["10.0.0.10", "10.0.0.9"], sources.Select(source => source.Source));
            Assert.Equal(
                ["10.0.1.5 22/6 0", "10.0.1.5 22/17 0", "10.0.1.5 80/6 0", "10.0.1.6 22/6 0", "10.0.1.5 22/6 60"],
                sources[1].Conversations.Select(one => $"{one.Target} {one.Port}/{one.Protocol} {one.Opened - Noon}"));
        });
    }

    [Fact]
    public void CertaintyOf_Mixed_IsThatOfMostConnections()
    {
        var likely = Talk("10.0.0.1", "10.0.1.5", 22, count: 2) with { Certainty = Certainty.Likely };
        var certain = Talk("10.0.0.1", "10.0.1.6", 22, count: 3);

        Assert.Equal(Certainty.Certain, SourceActivity.CertaintyOf([likely, certain]));
        Assert.Equal(Certainty.Likely, SourceActivity.CertaintyOf([likely, likely, certain]));
        Assert.Equal(Certainty.Guess, SourceActivity.CertaintyOf([]));
    }
}
