using System.Net;
using FlowWatch.Core.Queries;
using static FlowWatch.Core.Queries.FlowExpression;

namespace FlowWatch.Core.Tests.Queries;

public class FlowExpressionTests
{
    private static readonly FlowExpression Bytes = Field("bytes");
    private static readonly FlowExpression Port = Field("dstport");

    public static TheoryData<FlowExpression, string> Printed => new()
    {
        { Bytes, "bytes" },
        { Constant(12_345), "12345" },
        { Constant(-1), "-1" },
        { Constant("it's"), "'it''s'" },
        { Absent, "absent" },
        { Bytes.Is(1), "(bytes = 1)" },
        { Field("action").Is("REJECT"), "(action = 'REJECT')" },
        { Bytes.Is(Port), "(bytes = dstport)" },
        { Field("action").IsNot("REJECT"), "(action <> 'REJECT')" },
        { Bytes.IsNot(Port), "(bytes <> dstport)" },
        { Bytes < 1, "(bytes < 1)" },
        { Bytes <= 1, "(bytes <= 1)" },
        { Bytes > 1, "(bytes > 1)" },
        { Bytes >= 1, "(bytes >= 1)" },
        { Bytes + 1, "(bytes + 1)" },
        { Bytes - 1, "(bytes - 1)" },
        { Bytes * 2, "(bytes * 2)" },
        { Bytes / 300, "(bytes // 300)" },
        { 0 - Bytes, "(0 - bytes)" },
        { (Bytes + 1) * 2, "((bytes + 1) * 2)" },
        { !Bytes.IsPresent(), "not present(bytes)" },
        { (Bytes > 1) & (Port < 2), "((bytes > 1) and (dstport < 2))" },
        { (Bytes > 1) | (Port < 2), "((bytes > 1) or (dstport < 2))" },
        { !((Bytes > 1) | (Port < 2)), "not ((bytes > 1) or (dstport < 2))" },
        { All(Bytes > 1), "((bytes > 1))" },
        { All(), "true" },
        { Any(), "false" },
        { If(Bytes > 1, 2, Absent), "if((bytes > 1), 2, absent)" },
        { Least(Bytes, 5), "least(bytes, 5)" },
        { Greatest(Bytes, 5), "greatest(bytes, 5)" },
        { Coalesce(Bytes, Port, 0), "coalesce(bytes, dstport, 0)" },
        { Identity(Bytes, Port), "identity(bytes, dstport)" },
        { Number(Field("account-id")), "number(account-id)" },
        { Field("tcp-flags").Bits(18), "bits(tcp-flags, 18)" },
        { Port.In(22, 3389), "dstport in (22, 3389)" },
        { Port.In(Array.Empty<long>()), "dstport in ()" },
        { Field("srcaddr").In(["10.0.0.1", "o'hara"]), "srcaddr in ('10.0.0.1', 'o''hara')" },
        { Field("srcaddr").InNetwork(IPNetwork.Parse("10.0.0.0/8"), IPNetwork.Parse("fc00::/7")), "srcaddr in network (10.0.0.0/8, fc00::/7)" },
    };

    [Theory]
    [MemberData(nameof(Printed))]
    public void ToString_Expression_ReadsLikeACondition(FlowExpression expression, string text) => Assert.Equal(text, expression.ToString());

    [Fact]
    public void ToString_LongSet_PrintsTwentyAndCountsTheRest()
    {
        Assert.EndsWith("19, 20)", Port.In([.. Enumerable.Range(1, 20).Select(port => (long)port)]).ToString(), StringComparison.Ordinal);
        Assert.EndsWith("19, 20, and 1 more)", Port.In([.. Enumerable.Range(1, 21).Select(port => (long)port)]).ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void ToString_EveryOperator_HasASymbol() => Assert.All(
        Enum.GetValues<FlowOperator>(),
        one => Assert.DoesNotContain(one.ToString(), new BinaryExpression(one, 1, 2).ToString(), StringComparison.OrdinalIgnoreCase));

    [Fact]
    public void Names_NestedExpression_AreInTheOrderMet()
    {
        var expression = If(!Field("a").Is(Field("b")), Least(Field("c"), 1), Field("d").In(1) & Field("e").InNetwork() & Coalesce(Field("a"), Field("f")));

        Assert.Equal(["a", "b", "c", "d", "e", "a", "f"], expression.Names);
    }

    [Fact]
    public void Names_Constants_AreNone() => Assert.Empty(All(Constant(1), Constant("x"), Absent).Names);

    [Fact]
    public void Create_ListChangedAfterwards_LeavesTheExpressionAlone()
    {
        var operands = new List<FlowExpression> { Bytes };
        var numbers = new List<long> { 22 };
        var texts = new List<string> { "10.0.0.1" };
        var networks = new List<IPNetwork> { IPNetwork.Parse("10.0.0.0/8") };
        FlowExpression[] expressions =
            [All(operands), Any(operands), Coalesce(operands), Identity(operands), Port.In(numbers), Port.In(texts), Port.InNetwork(networks)];
        var before = expressions.Select(expression => expression.ToString()).ToList();

        operands.Clear();
        numbers.Clear();
        texts.Clear();
        networks.Clear();

        Assert.Equal(before, expressions.Select(expression => expression.ToString()));
    }
}
