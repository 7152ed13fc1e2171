using System.Text.RegularExpressions;
using FlowWatch.Core.Compliance;

namespace FlowWatch.Core.Tests.Compliance;

public partial class ControlCatalogTests
{
    private static readonly string[] Known = ["{resource}", "{region}", "{account}", "{logGroup}", "{bucket}"];

    public static TheoryData<string> Controls => [.. ControlCatalog.Default.All.Select(one => one.Metadata.Id)];

    [Fact]
    public void Judge_HealthyTarget_AllPass() => Assert.All(
        ControlCatalog.Default.All.SelectMany(control => control.Judge(HealthyTarget.Facts)),
        result => Assert.True(result.Status == ControlStatus.Pass, $"{result.Control}: {result.Status}: {result.Statement}"));

    [Theory]
    [MemberData(nameof(Controls))]
    public void Control_Metadata_IsWhole(string id)
    {
        var metadata = ControlCatalog.Default.Find(id)!.Metadata;

        Assert.Matches(KebabWords(), id);
        Assert.True(metadata.Version >= 1);
        Assert.NotEmpty(metadata.Requirements);
        Assert.All(metadata.Requirements, requirement => Assert.NotNull(RequirementMap.Find(requirement)));
        Assert.EndsWith(".", metadata.Expectation, StringComparison.Ordinal);
        Assert.EndsWith(".", metadata.Risk, StringComparison.Ordinal);
        Assert.EndsWith(".", metadata.Trap, StringComparison.Ordinal);
        Assert.EndsWith(".", metadata.Remediation.Steps, StringComparison.Ordinal);
        Assert.NotEmpty(metadata.Remediation.Command ?? "");
        Assert.Matches(@"^(https://docs\.aws\.amazon\.com/|Runbook, |docs/)", metadata.Documentation);
        Assert.All(Placeholder().Matches($"{metadata.Remediation.Command} {metadata.Remediation.CloudFormation}").Select(match => match.Value), placeholder =>
            Assert.Contains(placeholder, Known));
    }

    [Fact]
    public void Requirements_EachIsProvenByControls() => Assert.All(RequirementMap.All, requirement => Assert.Contains(ControlCatalog.Default.All, control => control.Metadata.Requirements.Contains(requirement.Id)));

    [GeneratedRegex("^[a-z0-9]+(-[a-z0-9]+)*$")]
    private static partial Regex KebabWords();

    // Not the ${…} of flow log formats and of CloudFormation.
    [GeneratedRegex(@"(?<!\$)\{[A-Za-z]+\}")]
    private static partial Regex Placeholder();
}
