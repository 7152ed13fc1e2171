using FlowWatch.Core.Diagnostics;
using FlowWatch.Core.Diagnostics.Answers;
using FlowWatch.Core.Diagnostics.FalsePositives;
using FlowWatch.Core.Diagnostics.Parameters;
using FlowWatch.Core.Findings;
using FlowWatch.Core.Tests.Compliance;

namespace FlowWatch.Core.Tests.Diagnostics.FalsePositives;

/// <summary>What stored findings tell about false positives.</summary>
public class FindingsQuestionTests
{
    private static readonly DateTimeOffset First = new(2026, 2, 1, 2, 10, 0, TimeSpan.Zero);

    [Fact]
    public void AlertPatterns_ANightlyJob_IsLikelyLegitimateAndSaysWhy()
    {
        var findings = Enumerable.Range(0, 10).Select(day => Finding("10.0.0.9", First.AddDays(day), 100)).Append(Finding("203.0.113.7", First.AddDays(2), 900)).ToList();

        var (tables, _) = Judge(Request("alert-patterns"), findings);

        Assert.Equal(["10.0.0.9", "203.0.113.7"], Column(tables[0], "source"));
        Assert.Equal([10L, 1L], Column(tables[0], "findings"));
        Assert.Equal(["02:00", null], Column(tables[0], "usual-hour"));
        var likely = Assert.Single(tables[1].Rows);
        Assert.Equal("10.0.0.9", likely[0]);
        Assert.Equal("on 10 days about 02:00 UTC, as a job would; an internal source, always to 10.0.0.1", likely[2]);
    }

    [Fact]
    public void AlertPatterns_TwoDays_AreNoPattern()
    {
        var (tables, _) = Judge(Request("alert-patterns"), [Finding("10.0.0.9", First, 100), Finding("10.0.0.9", First.AddDays(1), 100)]);

        Assert.Empty(tables[1].Rows);
        Assert.Null(Assert.Single(Column(tables[0], "usual-hour")));
    }

    [Theory]
    [InlineData("60", 2L, 1L)]
    [InlineData("100", 1L, 2L)]
    [InlineData("900", 0L, 3L)]
    public void ThresholdTrial_Threshold_PartsWhatStaysAndGoes(string threshold, long stay, long go)
    {
        var (tables, notes) = Judge(Request("threshold-trial", ("detection", "PORT_SCAN"), ("threshold", threshold)), [Finding("a", First, 60), Finding("b", First, 100), Finding("b", First.AddDays(1), 900)]);

        var row = Assert.Single(tables[0].Rows);
        Assert.Equal(("distinctPorts", "50", 3L, stay, go), ((string)row[1]!, (string)row[2]!, (long)row[4]!, (long)row[5]!, (long)row[6]!));
        Assert.Equal(go, Column(tables[1], "go").Sum(value => (long)value!));
        Assert.Empty(notes);
    }

    [Fact]
    public void ThresholdTrial_ALowerThreshold_SaysWhatItCannotKnow()
    {
        var (_, notes) = Judge(Request("threshold-trial", ("detection", "PORT_SCAN"), ("threshold", "10")), [Finding("a", First, 60)]);

        Assert.Contains("would find more than is stored", Assert.Single(notes), StringComparison.Ordinal);
    }

    [Fact]
    public void ThresholdTrial_NoFindings_SaysSo()
    {
        var (tables, notes) = Judge(Request("threshold-trial", ("detection", "BRUTE_FORCE"), ("threshold", "10")), [Finding("a", First, 60)]);

        Assert.Empty(tables[0].Rows);
        Assert.Contains("No finding of BRUTE_FORCE", Assert.Single(notes), StringComparison.Ordinal);
    }

    private static (IReadOnlyList<DiagnosticTable> Tables, IReadOnlyList<string> Notes) Judge(DiagnosticRequest request, IReadOnlyList<Finding> findings)
    {
        var answer = ((FindingsQuestion)DiagnosticCatalog.Find(request.Scope[0])!).Answer(request, findings);
        return (answer.Tables, answer.Notes);
    }

    private static IEnumerable<object?> Column(DiagnosticTable table, string name)
    {
        var place = table.Columns.Index().Single(column => column.Item.Name == name).Index;
        return table.Rows.Select(row => row[place]);
    }

    private static DiagnosticRequest Request(string id, params (string, string)[] texts) => new()
    {
        Target = HealthyTarget.Facts.Target, Scope = [id], Window = new TimeWindow(First.AddDays(-1), First.AddDays(29)), Arguments = DiagnosticArguments.Of(DiagnosticCatalog.Find(id)!, texts), Now = First.AddDays(29),
    };

    private static Finding Finding(string source, DateTimeOffset at, long ports) => HealthyTarget.Finding(at).Finding with
    {
        Source = source, Targets = ["10.0.0.1"], Evidence = new FindingEvidence { Counts = [new EvidenceCount("distinctPorts", ports, "ports", 50)] }, Fingerprint = $"{source}-{at:O}",
    };
}
