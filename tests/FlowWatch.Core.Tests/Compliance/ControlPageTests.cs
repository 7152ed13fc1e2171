using System.Text;
using FlowWatch.Core.Compliance;
using FlowWatch.Core.Reports;
using FlowWatch.Core.Tests.Reports;

namespace FlowWatch.Core.Tests.Compliance;

/// <summary>Holds <c>docs/compliance/controls.md</c> to the catalog: everything between the marks is made from it.</summary>
public class ControlPageTests
{
    private const string Begin = "<!-- controls -->";
    private const string End = "<!-- end -->";

    private static readonly string Page = GoldenFile.Repository("docs", "compliance", "controls.md");

    [Fact]
    public void Page_Controls_AreThoseOfTheCatalog()
    {
        var text = File.ReadAllText(Page);
        var (from, to) = (text.IndexOf(Begin, StringComparison.Ordinal) + Begin.Length, text.IndexOf(End, StringComparison.Ordinal));
        var expected = $"{text[..from]}\n\n{Controls()}{text[to..]}";

        if (Environment.GetEnvironmentVariable("UPDATE_GOLDEN") == "1") File.WriteAllText(Page, expected);
        Assert.Equal(expected, text);
    }

    [Fact]
    public void Page_BlindSpots_AreAllTold() => Assert.All(BlindSpots.All, spot => Assert.Contains($"- {spot}\n", File.ReadAllText(Page), StringComparison.Ordinal));

    private static string Controls()
    {
        var text = new StringBuilder();
        foreach (var requirement in RequirementMap.All)
        {
            text.Append("## ").Append(requirement.Id).Append(' ').Append(requirement.Title).Append("\n\n");
            text.Append(string.Join("; ", requirement.Frameworks.Select(one => $"{one.Key}: {string.Join(", ", one.Value)}"))).Append(".\n\n");
            foreach (var control in ControlCatalog.Default.All.Select(one => one.Metadata).Where(one => one.Requirements[0] == requirement.Id))
            {
                text.Append("### ").Append(control.Id).Append("\n\n");
                text.Append(control.Title).Append(". Version ").Append(control.Version).Append(", severity ").Append(control.Severity.ToString().ToLowerInvariant());
                text.Append(control.Requirements.Count > 1 ? $", also for {string.Join(" and ", control.Requirements.Skip(1))}" : "").Append(".\n\n");
                text.Append("- Asked for: ").Append(control.Expectation).Append('\n');
                text.Append("- Otherwise: ").Append(control.Risk).Append('\n');
                text.Append("- Looks well and is not: ").Append(control.Trap).Append('\n');
                text.Append("- What to do: ").Append(control.Remediation.Steps).Append('\n');
                text.Append("- Stands on: ").Append(control.Documentation).Append("\n\n");
                text.Append("```bash\n").Append(control.Remediation.Command).Append("\n```\n\n");
                if (control.Remediation.CloudFormation is { } template) text.Append("```yaml\n").Append(template).Append("\n```\n\n");
            }
        }

        return text.ToString();
    }
}
