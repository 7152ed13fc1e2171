using System.Text.RegularExpressions;
using FlowWatch.Core.Configuration;
using FlowWatch.Core.Targets;
using FlowWatch.Core.Tests.Reports;

namespace FlowWatch.Core.Tests.Targets;

/// <summary>The tables of docs/configuration.md are made from the settings themselves; <c>UPDATE_GOLDEN=1 dotnet test</c> writes them anew.</summary>
public partial class ConfigurationPageTests
{
    private static readonly string Page = GoldenFile.Repository("docs", "configuration.md");

    [Fact]
    public void Page_Tables_AreWhatTheSettingsAre()
    {
        var page = File.ReadAllText(Page);
        var expected = Marked().Replace(page, match => $"<!-- settings:{match.Groups["group"].Value} -->\n{Table(match.Groups["group"].Value)}<!-- end -->");
        if (Environment.GetEnvironmentVariable("UPDATE_GOLDEN") == "1") File.WriteAllText(Page, expected);

        Assert.Equal(expected, File.ReadAllText(Page));
    }

    [Fact]
    public void Page_EveryGroup_HasATable() => Assert.Equal(
        SettingCatalog.All.Select(setting => setting.Parent).Distinct().Order(StringComparer.Ordinal),
        Marked().Matches(File.ReadAllText(Page)).Select(match => match.Groups["group"].Value).Order(StringComparer.Ordinal));

    private static string Table(string group)
    {
        var rows = SettingCatalog.All.Where(setting => setting.Parent == group)
            .Select(setting => $"| `{setting.Name.Replace("[]", "", StringComparison.Ordinal)}` | {Unit(setting)} | {Default(setting)} | {Cell(setting.What)} | {Cell(setting.Why)} |\n");
        return $"\n| Setting | Unit | Default | Means | Why |\n|---|---|---|---|---|\n{string.Concat(rows)}\n";
    }

    private static string Unit(SettingDefinition setting) => setting switch
    {
        { Shape: SettingShape.Group } => "object",
        { Shape: SettingShape.Groups } => "list of objects",
        { Shape: SettingShape.Texts } => $"list: {setting.Unit}",
        { Shape: SettingShape.LengthOfTime, Minimum: { } minimum, Maximum: { } maximum } => $"{LengthOfTime.Text(TimeSpan.FromSeconds((double)minimum))} to {LengthOfTime.Text(TimeSpan.FromSeconds((double)maximum))}",
        { Shape: SettingShape.WholeNumber or SettingShape.Number } => FormattableString.Invariant($"{setting.Unit}, {setting.Minimum} to {setting.Maximum}"),
        { Shape: SettingShape.Choice } => string.Join(", ", setting.Choices.Select(choice => $"`{choice}`")),
        _ => setting.Unit,
    };

    private static string Default(SettingDefinition setting) => setting switch
    {
        { IsRequired: true } => "must be given",
        { Default.Length: > 0 } => $"`{setting.Default}`",
        _ => "none",
    };

    private static string Cell(string text) => text.Replace("|", "\\|", StringComparison.Ordinal);

    [GeneratedRegex("<!-- settings:(?<group>.*?) -->\n(.*?)<!-- end -->", RegexOptions.Singleline)]
    private static partial Regex Marked();
}
