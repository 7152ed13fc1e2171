using FlowWatch.Core.Configuration;
using FlowWatch.Core.Windows;

namespace FlowWatch.Core.Targets;

/// <summary>Reads how checks run.</summary>
internal static class CheckSettingsReader
{
    private static readonly TimeSpan LatestLook = TimeSpan.FromHours(23);

    /// <summary>The settings of the section.</summary>
    public static CheckSettings Read(SettingSection section)
    {
        var defaults = new CheckSettings();
        return new CheckSettings
        {
            TargetsAtOnce = section.WholeNumber("targetsAtOnce", defaults.TargetsAtOnce),
            Anomaly = Windows(section.Group("anomaly"), defaults.Anomaly),
            Security = Windows(section.Group("security"), defaults.Security),
        };
    }

    private static WindowOptions Windows(SettingSection section, WindowOptions defaults)
    {
        var windows = defaults with
        {
            Length = section.LengthOfTime("window", defaults.Length),
            Overlap = section.LengthOfTime("overlap", defaults.Overlap),
            SettleLag = section.LengthOfTime("settleLag", defaults.SettleLag),
            LookBack = section.LengthOfTime("lookBack", defaults.LookBack),
            LongestWindow = section.LengthOfTime("longestWindow", defaults.LongestWindow),
            WindowsPerRun = section.WholeNumber("windowsPerRun", defaults.WindowsPerRun),
            LateLooks = LateLooks(section, defaults.LateLooks),
            Lease = section.LengthOfTime("lease", defaults.Lease),
            AlarmAge = section.LengthOfTime("alarmAge", defaults.AlarmAge),
            Retention = section.LengthOfTime("retention", defaults.Retention),
        };
        if (windows.LongestWindow < windows.Length) section.Problem("longestWindow", $"shorter than window ({LengthOfTime.Text(windows.Length)})");
        return windows;
    }

    private static IReadOnlyList<TimeSpan> LateLooks(SettingSection section, IReadOnlyList<TimeSpan> defaults)
    {
        if (section.Texts("lateLooks", SettingCatalog.Text(defaults)) is not { } given) return defaults;
        var looks = new List<TimeSpan>();
        foreach (var value in given)
        {
            if (LengthOfTime.Parse(value.Text) is not { } look || look < TimeSpan.FromMinutes(1) || look > LatestLook) section.Problem(value, $"{ShownValue.Quoted(value.Text)} is not a length of time from 1m to {LengthOfTime.Text(LatestLook)}, such as 1h");
            else if (looks.Count > 0 && look <= looks[^1]) section.Problem(value, $"not later than the look before ({LengthOfTime.Text(looks[^1])})");
            else looks.Add(look);
        }

        return looks;
    }
}
