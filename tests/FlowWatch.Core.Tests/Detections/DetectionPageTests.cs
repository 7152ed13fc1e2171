using System.Globalization;
using FlowWatch.Core.Detections;

namespace FlowWatch.Core.Tests.Detections;

/// <summary>Holds <c>docs/detections/{id}.md</c> to the shape of the others and to the settings as they are.</summary>
public class DetectionPageTests
{
    private static readonly string[] Headings =
        ["About", "What it finds", "Settings", "Evidence", "What it does not see", "What to do", "Query", "Examples", "References"];

    public static TheoryData<string> Ids => DetectionCatalogTests.Ids;

    [Theory]
    [MemberData(nameof(Ids))]
    public void Page_OfEachDetection_HasTheSameHeadingsInOrder(string id) =>
        Assert.Equal(Headings, Page(id).Where(line => line.StartsWith("## ", StringComparison.Ordinal)).Select(line => line[3..].Trim()));

    [Theory]
    [MemberData(nameof(Ids))]
    public void Page_OfEachDetection_HasSomethingUnderEachHeading(string id)
    {
        var page = Page(id);
        Assert.All(Headings, heading => Assert.NotEmpty(Section(page, heading)));
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void Page_SettingsTable_ListsEverySettingWithItsDefault(string id)
    {
        var rows = Section(Page(id), "Settings")
            .Where(line => line.StartsWith('|'))
            .Select(line => line.Trim('|').Split('|').Select(cell => cell.Replace("`", "", StringComparison.Ordinal).Trim()).ToList())
            .ToList();

        Assert.All(DetectionSettings.List(new()).Where(setting => setting.Detection == id), setting =>
        {
            var row = rows.Find(cells => cells[0] == setting.Name);
            Assert.True(row is not null, $"{setting.Name} has no row");
            Assert.True(row.Skip(1).Any(cell => IsDefault(cell, setting.Value)), $"{setting.Name} should say {setting.Value}: | {string.Join(" | ", row)} |");
        });
        var names = DetectionSettings.List(new()).Where(setting => setting.Detection == id).Select(setting => setting.Name).ToList();
        Assert.Equal(names, rows.Select(cells => cells[0]).Where(cell => cell.Length > 0 && char.IsLower(cell[0])));
    }

    // 1000 may be written 1,000, and a list with blanks.
    private static bool IsDefault(string cell, string value)
    {
        var plain = cell.Replace(" ", "", StringComparison.Ordinal);
        return plain == value || (long.TryParse(value, CultureInfo.InvariantCulture, out var number) && plain == number.ToString("N0", CultureInfo.InvariantCulture));
    }

    private static string[] Page(string id) => File.ReadAllLines(Path.Combine(Root(), "docs", "detections", $"{id}.md"));

    private static List<string> Section(string[] page, string heading) =>
        [.. page.SkipWhile(line => line.Trim() != $"## {heading}").Skip(1).TakeWhile(line => !line.StartsWith("## ", StringComparison.Ordinal)).Where(line => line.Trim().Length > 0)];

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "FlowWatch.sln"))) folder = folder.Parent;
        return folder?.FullName ?? throw new InvalidOperationException("No folder above the tests holds FlowWatch.sln.");
    }
}
