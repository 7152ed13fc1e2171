using FlowWatch.Core.Configuration;
using FlowWatch.Core.Windows;

namespace FlowWatch.Core.Targets;

/// <summary>Reads how checks run.</summary>
internal static class CheckSettingsReader
{
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
            RevisionHorizon = section.LengthOfTime("revisionHorizon", defaults.RevisionHorizon),
            Lease = section.LengthOfTime("lease", defaults.Lease),
            AlarmAge = section.LengthOfTime("alarmAge", defaults.AlarmAge),
            Retention = section.LengthOfTime("retention", defaults.Retention),
        };
        if (windows.LongestWindow < windows.Length) section.Problem("longestWindow", $"shorter than window ({LengthOfTime.Text(windows.Length)})");
        if (windows.Retention < windows.RevisionHorizon) section.Problem("retention", $"shorter than revisionHorizon ({LengthOfTime.Text(windows.RevisionHorizon)}): windows would be forgotten while they may still be reopened");
        return windows;
    }
}
