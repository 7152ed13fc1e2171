using FlowWatch.Core.Configuration;
using FlowWatch.Core.Detections;
using FlowWatch.Core.Targets;
using FlowWatch.Core.Tests.Configuration;

namespace FlowWatch.Core.Tests.Targets;

public class SettingCatalogTests
{
    private static readonly SettingShape[] Groups = [SettingShape.Group, SettingShape.Groups];

    [Fact]
    public void All_Settings_SayWhatTheyAreAndWhy() => Assert.All(SettingCatalog.All, setting =>
    {
        Assert.EndsWith(".", setting.What, StringComparison.Ordinal);
        Assert.EndsWith(".", setting.Why, StringComparison.Ordinal);
        if (!Groups.Contains(setting.Shape))
        {
            Assert.NotEmpty(setting.Unit);
            Assert.True(setting.Default is not null || setting.Example is not null || setting.Choices.Count > 0, $"{setting.Path} shows no value");
        }
    });

    [Fact]
    public void All_Paths_AreUniqueAndBelongToAGroup()
    {
        Assert.Equal(SettingCatalog.All.Select(setting => setting.Path).Distinct(StringComparer.OrdinalIgnoreCase).Count(), SettingCatalog.All.Count);
        Assert.All(SettingCatalog.All, setting => Assert.True(setting.Parent.Length == 0 || SettingCatalog.All.Any(group => group.Path == setting.Parent && Groups.Contains(group.Shape)), setting.Path));
    }

    [Fact]
    public void All_ExamplesAndDefaults_HaveTheirForm() => Assert.All(
        SettingCatalog.All.Where(setting => setting.Pattern is not null && (setting.Example ?? setting.Default)?.Contains('{', StringComparison.Ordinal) == false),
        setting => Assert.Matches($"^(?:{setting.Pattern})$", setting.Example ?? setting.Default));

    [Fact]
    public void All_Defaults_AreInForceWhereNothingIsGiven()
    {
        var reading = Settings.Read(Settings.WithTarget("\"archive\": { \"bucket\": \"abc\" }"));

        Assert.All(SettingCatalog.All.Where(setting => !Groups.Contains(setting.Shape) && !setting.IsRequired && setting.Parent is not ("suppressions[]" or "thresholdRules[]" or "compliance.exceptions[]")), setting =>
        {
            var value = reading.Value(setting.Path.Replace("[]", "[0]", StringComparison.Ordinal));
            Assert.Equal(setting.Default?.Replace("{environment}", "production", StringComparison.Ordinal), value.Value);
            Assert.Equal((setting.Unit, SettingOrigin.Default), (value.Unit, value.Origin));
        });
    }

    // The other way round: what the catalog tells people can be written is read, and its value is what is then in force.
    [Fact]
    public void All_Examples_AreRead()
    {
        var variables = SettingCatalog.All.Where(setting => !Groups.Contains(setting.Shape) && setting.Path != "targets[].withoutExternalId")
            .Select(setting => (
                Name: $"FlowWatch__{setting.Path.Replace("[]", "__0", StringComparison.Ordinal).Replace(".", "__", StringComparison.Ordinal)}",
                Value: setting.Example ?? (setting.Choices.Count > 0 ? setting.Choices[^1] : setting.Shape == SettingShape.LengthOfTime ? "20m" : setting.Name == "prefix" ? "x" : setting.Path == "targets[].logGroup" ? "/x" : setting.Default!)))
            .ToArray();

        var reading = FlowWatchSettingsReader.Read(Settings.Environment(variables));

        Assert.Empty(reading.Problems);
        Assert.Equal(
            variables.Select(variable => (variable.Name, variable.Value)).Order(),
            reading.Values.Where(value => value.Origin.Kind == SettingOriginKind.Environment).Select(value => (value.Origin.Name, value.Value!)).Order());
    }

    [Fact]
    public void All_Numbers_AreReadWithinTheirLimitsOnly()
    {
        foreach (var setting in SettingCatalog.All.Where(setting => setting.Minimum is not null && setting.Shape is SettingShape.WholeNumber or SettingShape.Number or SettingShape.LengthOfTime && setting.Parent is "insights" or "credentials"))
        {
            var unit = setting.Shape == SettingShape.LengthOfTime ? "s" : "";
            foreach (var (value, good) in new[] { (setting.Minimum, true), (setting.Maximum, true), (setting.Minimum - 1, false), (setting.Maximum + 1, false) })
            {
                var reading = FlowWatchSettingsReader.Read(Settings.Environment(($"FlowWatch__{setting.Path.Replace(".", "__", StringComparison.Ordinal)}", FormattableString.Invariant($"{value}{unit}"))));
                Assert.Equal(good, reading.IsUsable);
            }
        }
    }

    [Fact]
    public void Values_OfThresholds_AreAllTold() => Assert.Equal(
        DetectionSettings.List(new DetectionOptions()).Select(setting => ($"detections.{setting.Detection}.{setting.Name}", setting.Value, setting.Unit)),
        FlowWatchSettingsReader.Read().Values.Where(value => value.Path.StartsWith("detections.", StringComparison.Ordinal)).Select(value => (value.Path, value.Value!, value.Unit)));
}
