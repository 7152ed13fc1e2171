using FlowWatch.Core.Configuration;

namespace FlowWatch.Core.Targets;

/// <summary>Reads how diagnostic questions are answered.</summary>
internal static class DiagnosticSettingsReader
{
    /// <summary>The settings of the section.</summary>
    public static DiagnosticSettings Read(SettingSection section)
    {
        var defaults = new DiagnosticSettings();
        return new DiagnosticSettings { QuestionsAtOnce = section.WholeNumber("questionsAtOnce", defaults.QuestionsAtOnce), Restore = section.Switch("restore") };
    }
}
