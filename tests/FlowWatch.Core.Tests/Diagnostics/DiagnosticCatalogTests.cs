using FlowWatch.Core.Diagnostics;
using FlowWatch.Core.Diagnostics.Parameters;
using FlowWatch.Core.Diagnostics.Traffic;
using FlowWatch.Core.Findings;
using FlowWatch.Core.Tests.Reports;

namespace FlowWatch.Core.Tests.Diagnostics;

public class DiagnosticCatalogTests
{
    private static readonly DateTimeOffset Now = new(2026, 1, 5, 12, 0, 0, TimeSpan.Zero);

    public static TheoryData<string> Ids => [.. DiagnosticCatalog.Traffic.Select(question => question.Id)];

    [Fact]
    public void Runbook_EveryQuery_IsAnsweredOrSaysWhyNot()
    {
        Assert.Equal(8, DiagnosticCatalog.Runbook.Count);
        Assert.All(DiagnosticCatalog.Runbook, query => Assert.True(query.Correction.Length > 0 && (query.Question is null || DiagnosticCatalog.Find(query.Question) is not null)));
    }

    [Fact]
    public void All_Ids_AreDistinct() => Assert.Equal(DiagnosticCatalog.All.Count, DiagnosticCatalog.All.Select(question => question.Id).Distinct().Count());

    [Fact]
    public void All_Parameters_AreDistinctAndDescribed() => Assert.All(DiagnosticCatalog.All, question =>
    {
        Assert.Equal(question.Parameters.Count, question.Parameters.Select(parameter => parameter.Name).Distinct().Count());
        Assert.All(question.Parameters, parameter => Assert.EndsWith(".", parameter.Description, StringComparison.Ordinal));
        Assert.All(question.Parameters, parameter => Assert.DoesNotContain(parameter.Name, (string[])["target", "format", "explain", "config", "output", "code"]));
    });

    [Theory]
    [MemberData(nameof(Ids))]
    public void Parts_RightParameters_AreLimitedAndOrdered(string id)
    {
        var question = (TrafficQuestion)DiagnosticCatalog.Find(id)!;

        var parts = question.Parts(Request(question, "7"));

        Assert.NotEmpty(parts);
        Assert.Equal(parts.Count, parts.Select(part => part.Name).Distinct().Count());
        Assert.All(parts.Where(part => part.Query.Keys.Count > 0), part =>
        {
            Assert.NotEmpty(part.Query.Order);
            Assert.True(part.Query.Limit == (part.BinSeconds is null ? 7 : DiagnosticParameters.MostRows));
            Assert.Empty(part.Query.Keys.Select(key => key.Name).Except(part.Query.Order.Select(order => order.Name)));
        });
        if (question.Parameters.Contains(DiagnosticParameters.Address)) Assert.All(parts, part => Assert.Contains("(srcaddr = '2001:db8::1')", (part.Query.From ?? part.Query).ToString(), StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("ports-of-source", "top", "7", "address", "missing")]
    [InlineData("ports-of-source", "address", "10.0.0.1\" or 1 = 1 #", "address", "'10.0.0.1\" or 1 = 1 #' is not an IPv4 or IPv6 address")]
    [InlineData("ports-of-source", "address", "10.1", "address", "'10.1' is not an IPv4 or IPv6 address")]
    [InlineData("top-sources", "addres", "10.0.0.1", "addres", "unknown; there are network, port, action, top, since, from, to")]
    [InlineData("top-sources", "top", "0", "top", "'0' is not a whole number from 1 to 1000")]
    [InlineData("top-sources", "top", "1001", "top", "'1001' is not a whole number from 1 to 1000")]
    [InlineData("top-sources", "top", "99999999999999999999", "top", "'99999999999999999999' is not a whole number from 1 to 1000")]
    [InlineData("top-sources", "network", "10.0.0.0/33", "network", "'10.0.0.0/33' is not an address or a network such as 10.0.0.0/8")]
    [InlineData("top-sources", "network", "10.0.0.1/8", "network", "'10.0.0.1/8' is not an address or a network such as 10.0.0.0/8")]
    [InlineData("top-sources", "network", "010.0.0.0/8", "network", "'010.0.0.0/8' is not an address or a network such as 10.0.0.0/8")]
    [InlineData("top-sources", "network", "10.0.0.0/+8", "network", "'10.0.0.0/+8' is not an address or a network such as 10.0.0.0/8")]
    [InlineData("top-sources", "network", "::/0 | fields @message", "network", "'::/0 | fields @message' is not an address or a network such as 10.0.0.0/8")]
    [InlineData("top-sources", "port", "65536", "port", "'65536' is not a whole number from 0 to 65535")]
    [InlineData("top-sources", "action", "DROP", "action", "'DROP' is not one of ACCEPT, REJECT")]
    [InlineData("top-sources", "since", "-1h", "since", "'-1h' is not a length of time such as 90s, 15m, 1h or 7d")]
    [InlineData("top-sources", "from", "\u001b[31m", "from", "'\\u001B[31m' is not a time in ISO 8601, such as 2026-01-05T12:00:00Z")]
    [InlineData("traffic-over-time", "bin", "0s", "bin", "'0s' is not a length of time such as 90s, 15m, 1h or 7d")]
    public void Read_WrongParameters_SaysWhatIsWrong(string id, string name, string text, string wrong, string expected)
    {
        _ = DiagnosticArguments.Read(DiagnosticCatalog.Find(id)!.Parameters, new Dictionary<string, string> { [name] = text }, out var errors);

        var (parameter, error) = Assert.Single(errors);
        Assert.Equal((wrong, expected), (parameter, error));
    }

    [Theory]
    [InlineData("10.0.0.0/8", "10.0.0.0/8")]
    [InlineData("10.0.0.1", "10.0.0.1/32")]
    [InlineData("2001:db8::/32", "2001:db8::/32")]
    [InlineData("::1", "::1/128")]
    public void Parse_Network_IsTaken(string text, string expected) => Assert.Equal(expected, DiagnosticParameters.Network.Parse(text).Value!.ToString());

    [Fact]
    public void Read_SinceAndFrom_ContradictEachOther()
    {
        _ = DiagnosticArguments.Read(DiagnosticParameters.Range, new Dictionary<string, string> { ["since"] = "1h", ["from"] = "2026-01-05" }, out var errors);

        Assert.Equal("since", Assert.Single(errors).Key);
    }

    [Theory]
    [InlineData(null, null, null, "2026-01-05 11:00:00Z to 2026-01-05 12:00:00Z", null)]
    [InlineData("6h", null, null, "2026-01-05 06:00:00Z to 2026-01-05 12:00:00Z", null)]
    [InlineData("6h", null, "2026-01-05T07:00:00Z", "2026-01-05 01:00:00Z to 2026-01-05 07:00:00Z", null)]
    [InlineData(null, "2026-01-04", null, "2026-01-04 00:00:00Z to 2026-01-05 12:00:00Z", null)]
    [InlineData(null, "2026-01-04", "2027-01-01", "2026-01-04 00:00:00Z to 2026-01-05 12:00:00Z", null)]
    [InlineData(null, null, "2026-01-04", "2026-01-03 23:00:00Z to 2026-01-04 00:00:00Z", null)]
    [InlineData(null, "2026-01-04", "2026-01-04", null, "to")]
    [InlineData(null, "2030-01-01", null, null, "from")]
    [InlineData("32d", null, null, null, "since")]
    [InlineData("99999d", null, null, null, "since")]
    [InlineData(null, "1970-01-01", null, null, "from")]
    public void TryRead_Range_IsBounded(string? since, string? from, string? to, string? expected, string? wrong)
    {
        var texts = new[] { ("since", since), ("from", from), ("to", to) }.Where(one => one.Item2 is not null).ToDictionary(one => one.Item1, one => one.Item2!);
        var arguments = DiagnosticArguments.Read(DiagnosticParameters.Range, texts, out var errors);
        Assert.Empty(errors);

        var isGood = DiagnosticRange.TryRead(arguments, Now, DiagnosticRange.Usual, TrafficQuestion.Longest, out var window, out var problem);

        Assert.Equal((wrong is null, expected, wrong), (isGood, window?.ToString(), problem?.Parameter));
    }

    [Theory]
    [InlineData("1s", "bin")]
    [InlineData("5s", null)]
    public void Wrong_TooManyBins_NamesTheParameter(string bin, string? expected)
    {
        var question = DiagnosticCatalog.Find("traffic-over-time")!;
        var request = new DiagnosticRequest { Scope = [], Arguments = DiagnosticArguments.Of(question, ("bin", bin)), Window = new TimeWindow(Now.AddHours(-1), Now), Now = Now };

        Assert.Equal(expected, question.Wrong(request)?.Parameter);
    }

    [Fact]
    public void Page_EveryQuestionAndRunbookQuery_IsOnIt()
    {
        var page = File.ReadAllText(GoldenFile.Repository("docs", "diagnostics.md"));

        Assert.All(DiagnosticCatalog.All, question => Assert.Contains($"| `{question.Id}` | {question.Answers} | {string.Join(", ", question.Parameters.Except(DiagnosticParameters.Range).Select(parameter => $"`{parameter.Name}`{(parameter.IsRequired ? "" : "?")}"))} |", page, StringComparison.Ordinal));
        Assert.All(DiagnosticCatalog.Runbook, query => Assert.Contains($"| {query.Name} | {(query.Question is null ? "none" : $"`{query.Question}`")} |", page, StringComparison.Ordinal));
    }

    private static DiagnosticRequest Request(DiagnosticQuestion question, string top)
    {
        var texts = new List<(string, string)>();
        if (question.Parameters.Contains(DiagnosticParameters.Address)) texts.Add(("address", "2001:DB8:0:0::1"));
        if (question.Parameters.Any(parameter => parameter.Name == "top")) texts.Add(("top", top));
        return new DiagnosticRequest { Scope = [], Arguments = DiagnosticArguments.Of(question, texts), Window = new TimeWindow(Now.AddHours(-1), Now), Now = Now };
    }
}
