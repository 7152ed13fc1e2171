using System.Globalization;
using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using FlowWatch.Core.Configuration;
using FlowWatch.Core.Detections;

namespace FlowWatch.Core.Targets;

/// <summary>Reads one threshold rule.</summary>
internal static partial class ThresholdRuleReader
{
    /// <summary>The words for days of the week.</summary>
    public static IReadOnlyList<string> Days { get; } = [.. TimeOfWeek.AllDays.Select(Word)];

    /// <summary>The rule; null where something is wrong with it, which is in the report then.</summary>
    /// <param name="section">The rule.</param>
    /// <param name="report">Where problems go.</param>
    public static ThresholdRule? Read(SettingSection section, SettingReport report)
    {
        var before = report.Problems.Count;
        var name = section.Required("name", "a threshold rule needs a name")?.Text.Trim();
        var source = section.Text("source") is { } network ? NetworkText.Parse(network.Text) ?? Wrong(section, network) : (IPNetwork?)null;
        var times = Times(section);
        if (!section.Has("source") && times is null && report.Problems.Count == before) section.Problem("", "is for every source at every time; give source, or from and to, or put its thresholds under detections");
        var (options, given) = ThresholdReader.Read(section, new DetectionOptions(), report);
        var changes = DetectionSettings.List(options).Where(setting => given.ContainsKey($"{setting.Detection}.{setting.Name}")).Select(setting => new ThresholdChange(setting.Detection, setting.Name, setting.Value)).ToList();
        foreach (var change in changes) report.Values.Add(new EffectiveSetting($"{section.Path}.detections.{change.Detection}.{change.Setting}", change.Value, DetectionSettings.List(options).First(setting => setting.Detection == change.Detection && setting.Name == change.Setting).Unit, given[$"{change.Detection}.{change.Setting}"]));
        if (changes.Count == 0 && report.Problems.Count == before) section.Note("detections", "none is given: the rule changes nothing");
        return report.Problems.Count > before || section.HasUnknown ? null : new ThresholdRule(name!, source, times, changes);
    }

    private static TimeOfWeek? Times(SettingSection section)
    {
        var (from, to, zone) = (section.Checked("from", TimeOfDay), section.Checked("to", TimeOfDay), section.Checked("timeZone", TimeZone));
        var days = new List<DayOfWeek>();
        foreach (var text in section.Texts("days") ?? [])
        {
            var index = Days.ToList().FindIndex(day => day.Equals(text.Text.Trim(), StringComparison.OrdinalIgnoreCase));
            if (index < 0) section.Problem(text, $"{ShownValue.Quoted(text.Text)} is not one of {string.Join(", ", Days)}");
            else days.Add(TimeOfWeek.AllDays[index]);
        }

        if (!section.Has("from") && !section.Has("to") && !section.Has("days"))
        {
            if (section.Has("timeZone")) section.Problem("timeZone", "has no effect without from and to, or days");
            return null;
        }

        if (section.Has("from") != section.Has("to")) section.Problem(section.Has("from") ? "to" : "from", "missing; give both from and to, or neither for whole days");
        if (!section.Has("timeZone")) section.Problem("timeZone", "missing; times of day need one, such as Europe/Berlin or UTC");
        if (section.Has("from") && from is not null && from == to) section.Problem("to", "is the same as from; leave both out for whole days");
        // Whole days go from midnight to midnight of the next.
        return zone is null ? null : new TimeOfWeek(TimeZoneInfo.FindSystemTimeZoneById(zone), days.Count == 0 ? TimeOfWeek.AllDays : [.. days.Distinct()], Read(from), Read(to));
    }

    private static TimeOnly Read(string? text) => text is null ? TimeOnly.MinValue : TimeOnly.ParseExact(text, "HH:mm", CultureInfo.InvariantCulture);

    private static string? TimeOfDay(string text) => TimeForm().IsMatch(text) ? null : $"{ShownValue.Quoted(text)} is not a time of day, such as 08:00";

    private static string? TimeZone(string text) => ZoneForm().IsMatch(text) && TimeZoneInfo.TryFindSystemTimeZoneById(text, out _) ? null
        : $"{ShownValue.Quoted(text)} is not a time zone that this machine knows; give an IANA name such as Europe/Berlin (its package of time zones, tzdata, must be installed)";

    private static IPNetwork? Wrong(SettingSection section, SettingValue value)
    {
        section.Problem(value, NetworkText.Wrong(value.Text));
        return null;
    }

    private static string Word(DayOfWeek day) => JsonNamingPolicy.CamelCase.ConvertName(day.ToString()[..3]);

    [GeneratedRegex("^(?:" + SettingCatalog.TimePattern + @")\z")]
    private static partial Regex TimeForm();

    [GeneratedRegex("^(?:" + SettingCatalog.ZonePattern + @")\z")]
    private static partial Regex ZoneForm();
}
