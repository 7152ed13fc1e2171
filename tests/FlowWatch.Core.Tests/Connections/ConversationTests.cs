using FlowWatch.Core.Connections;
using FlowWatch.Core.Findings;
using static FlowWatch.Core.Queries.FlowExpression;
using static FlowWatch.Core.Tests.Connections.Traffic;

namespace FlowWatch.Core.Tests.Connections;

public class ConversationTests
{
    [Fact]
    public void FromRow_FullRow_ReadsEveryColumn()
    {
        var row = Rows.Of(
            ("interface", 77), ("source", "203.0.113.9"), ("target", "10.0.1.5"), ("port", 22), ("protocol", 6), ("minute", Noon / 60),
            ("connections", 15), ("refused", 1), ("unanswered", 2), ("reset", 3), ("empty", 4), ("attempts", 14), ("answered-attempts", 5),
            ("largest-attempt", 900), ("attempt-bytes", 7000), ("evidence", 5), ("opened", Noon + 5), ("closed", Noon + 50), ("bytes", 99_000),
            ("largest", 88_000), ("longest", 45), ("account", 12), ("relay", "10.0.0.254"));

        Assert.Equal(
            new Conversation
            {
                Interface = 77,
                Source = "203.0.113.9",
                Target = "10.0.1.5",
                Port = 22,
                Protocol = 6,
                Connections = 15,
                Refused = 1,
                Unanswered = 2,
                Reset = 3,
                Empty = 4,
                Attempts = 14,
                AnsweredAttempts = 5,
                LargestAttempt = 900,
                AttemptBytes = 7000,
                Certainty = Certainty.Likely,
                OpenedBy = OpenerEvidence.ServicePort,
                Opened = Noon + 5,
                Closed = Noon + 50,
                Bytes = 99_000,
                Largest = 88_000,
                Longest = 45,
                Account = "000000000012",
                Relay = "10.0.0.254",
            },
            Conversation.FromRow(row));
    }

    [Fact]
    public void FromRow_ColumnsOfTheQuery_AreAllItNeeds()
    {
        var columns = ConnectionQueries.Conversations(ConnectionQueries.Connections(ConnectionQueries.Sides(["x"]), ["x"]), Field("duration") <= 60).Columns;
        var row = Rows.Of([.. columns.Select(column => (column, column is "source" or "target" ? (object?)"10.0.0.1" : null))]);

        var conversation = Conversation.FromRow(row);

        Assert.Null(conversation.Account);
        Assert.Null(conversation.Relay);
        Assert.False(conversation.Certainty > Certainty.Guess);
    }

    [Theory]
    [InlineData(OpenerEvidence.LowerPort, Certainty.Guess)]
    [InlineData(OpenerEvidence.SpokeFirst, Certainty.Likely)]
    [InlineData(OpenerEvidence.ServicePort, Certainty.Likely)]
    [InlineData(OpenerEvidence.RefusedPacket, Certainty.Certain)]
    [InlineData(OpenerEvidence.SynAck, Certainty.Certain)]
    [InlineData(OpenerEvidence.Syn, Certainty.Certain)]
    public void FromRow_Evidence_DecidesTheCertainty(OpenerEvidence evidence, Certainty certainty)
    {
        var columns = ConnectionQueries.Conversations(ConnectionQueries.Connections(ConnectionQueries.Sides(["x"]), ["x"]), Field("duration") <= 60).Columns;
        var row = Rows.Of([.. columns.Select(column => (column, column switch
        {
            "source" or "target" => "10.0.0.1",
            "evidence" => (object?)(int)evidence,
            _ => null,
        }))]);

        Assert.Equal(certainty, Conversation.FromRow(row).Certainty);
    }

    [Fact]
    public void Outcomes_OfAll_AddUp()
    {
        var conversation = Talk("10.0.0.1", "10.0.1.5", 22, count: 15) with { Refused = 1, Unanswered = 2, Reset = 3, Empty = 4 };

        Assert.Equal(6, conversation.Failed);
        Assert.Equal(5, conversation.Answered);
    }

    [Theory]
    [InlineData(null, null)]
    [InlineData(0L, "000000000000")]
    [InlineData(123456789012L, "123456789012")]
    public void AccountText_Number_HasTwelveDigits(long? account, string? text) => Assert.Equal(text, Conversation.AccountText(account));
}
