using FlowWatch.Core.Diagnostics;
using FlowWatch.Core.Tests.Reports;

namespace FlowWatch.Core.Tests.Diagnostics;

public class DiagnosticCatalogTests
{
    public static TheoryData<string> Ids => [.. DiagnosticCatalog.All.Select(question => question.Id)];

    [Fact]
    public void Runbook_EveryQuery_IsAnsweredOrSaysWhyNot()
    {
        Assert.Equal(8, DiagnosticCatalog.Runbook.Count);
        Assert.All(DiagnosticCatalog.Runbook, query => Assert.True(query.Correction.Length > 0 && (query.Question is null || DiagnosticCatalog.Find(query.Question) is not null)));
        Assert.Equal("Review alert patterns", Assert.Single(DiagnosticCatalog.Runbook, query => query.Question is null).Name);
        Assert.Empty(DiagnosticCatalog.All.Select(question => question.Id).Except(DiagnosticCatalog.Runbook.Select(query => query.Question)));
    }

    [Fact]
    public void All_Ids_AreDistinct() => Assert.Equal(DiagnosticCatalog.All.Count, DiagnosticCatalog.All.Select(question => question.Id).Distinct().Count());

    [Theory]
    [MemberData(nameof(Ids))]
    public void Ask_RightParameters_GivesAnOrderedAndLimitedQuery(string id)
    {
        var question = DiagnosticCatalog.Find(id)!;

        var query = question.Ask(new DiagnosticParameters { Address = question.NeedsAddress ? "2001:DB8:0:0::1" : null, Top = 7 });

        Assert.Equal((id, 7, true), (query.Name, query.Limit, query.Order[0].Descending));
        Assert.Equal(query.Keys.Select(key => key.Name), query.Order.Skip(1).Select(order => order.Name));
        Assert.Equal(question.NeedsAddress, query.ToString().Contains("(srcaddr = '2001:db8::1')", StringComparison.Ordinal));
        Assert.Equal(question.Top, question.Ask(new DiagnosticParameters { Address = question.NeedsAddress ? "10.0.0.1" : null }).Limit);
    }

    [Theory]
    [InlineData("ports-of-source", null, null, "the question ports-of-source is about one address: give it")]
    [InlineData("ports-of-source", "10.0.0.1\" or 1 = 1 #", null, "address must be an IPv4 or IPv6 address")]
    [InlineData("ports-of-source", "10.1", null, "address must be an IPv4 or IPv6 address")]
    [InlineData("top-sources", "10.0.0.1", null, "the question top-sources is about all addresses: give none")]
    [InlineData("top-sources", null, 0, "top must be from 1 to 1000, not 0")]
    [InlineData("top-sources", null, 1001, "top must be from 1 to 1000, not 1001")]
    public void Ask_WrongParameters_SaysWhatIsWrong(string id, string? address, int? top, string expected)
    {
        var question = DiagnosticCatalog.Find(id)!;
        var parameters = new DiagnosticParameters { Address = address, Top = top };

        Assert.Equal(expected, question.Wrong(parameters));
        Assert.StartsWith(expected, Assert.Throws<ArgumentException>(() => question.Ask(parameters)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Ask_EachQuestion_ReadsRecords() =>
        Assert.All(DiagnosticCatalog.All, question => Assert.Null(question.Ask(new DiagnosticParameters { Address = question.NeedsAddress ? "10.0.0.1" : null }).From));

    [Fact]
    public void Page_EveryQuestionAndRunbookQuery_IsOnIt()
    {
        var page = File.ReadAllText(GoldenFile.Repository("docs", "diagnostics.md"));

        Assert.All(DiagnosticCatalog.All, question => Assert.Contains($"| `{question.Id}` | {question.Answers} | {(question.NeedsAddress ? "yes" : "")} | {question.Top} |", page, StringComparison.Ordinal));
        Assert.All(DiagnosticCatalog.Runbook, query => Assert.Contains($"| {query.Name} | {(query.Question is null ? "none" : $"`{query.Question}`")} |", page, StringComparison.Ordinal));
    }
}
