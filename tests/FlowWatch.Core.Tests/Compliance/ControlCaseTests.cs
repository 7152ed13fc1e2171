using FlowWatch.Core.Compliance;
using FlowWatch.Core.Tests.Compliance.Cases;

namespace FlowWatch.Core.Tests.Compliance;

/// <summary>Each control judges its cases as it must, and has cases of every sort.</summary>
public class ControlCaseTests
{
    private static readonly IReadOnlyList<ControlCase> Cases = [.. RecordingCases.All, .. DetectionCases.All, .. EvidenceCases.All];

    public static TheoryData<string> Titles => [.. Cases.Select(one => one.Title)];

    public static TheoryData<string> Controls => [.. ControlCatalog.Default.All.Select(one => one.Metadata.Id)];

    [Theory]
    [MemberData(nameof(Titles))]
    public void Judge_Case_ComesToItsStatusAndSaysWhy(string title)
    {
        var one = Cases.Single(each => each.Title == title);
        var facts = one.Change(HealthyTarget.Facts);

        var results = ControlCatalog.Default.Find(one.Control)!.Judge(facts).ToList();

        var worst = results.Max(result => result.Status);
        Assert.Equal(one.Expected, worst);
        Assert.Contains(one.Says, string.Join('\n', results.Where(result => result.Status == worst).Select(result => result.Statement)), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Titles))]
    public void Judge_Case_NamesTheResourceAndWhatItStandsOn(string title)
    {
        var one = Cases.Single(each => each.Title == title);
        var facts = one.Change(HealthyTarget.Facts);
        var control = ControlCatalog.Default.Find(one.Control)!;

        Assert.All(control.Judge(facts), result =>
        {
            Assert.Equal((control.Metadata.Id, control.Metadata.Version), (result.Control, result.ControlVersion));
            Assert.NotEmpty(result.Resource);
            Assert.DoesNotContain('\n', result.Statement);
            if (result.Status == ControlStatus.NotVerified && result.NotSeen.Count > 0) Assert.All(result.NotSeen, failure => Assert.Contains(failure.Action, result.Statement, StringComparison.Ordinal));
            if (result.Status is ControlStatus.Pass or ControlStatus.Fail) Assert.NotEmpty(result.Evidence);
        });
    }

    [Theory]
    [MemberData(nameof(Controls))]
    public void Control_Cases_AreOfEverySort(string id) =>
        Assert.Equal(Enum.GetValues<ControlCaseSort>(), Cases.Where(one => one.Control == id).Select(one => one.Sort).Distinct().Order());
}
