using System.Text.RegularExpressions;
using FlowWatch.Core.Configuration;

namespace FlowWatch.Core.Targets;

/// <summary>Reads where FlowWatch remembers.</summary>
internal static class StateSettingsReader
{
    private const int LongestPath = 4096;

    /// <summary>The settings of the section.</summary>
    public static StateSettings Read(SettingSection section)
    {
        var settings = new StateSettings
        {
            File = section.Checked("file", Path),
            Storage = section.Checked("storage", Form(SettingCatalog.StoragePattern, "the address of a table service (https://ACCOUNT.table.core.windows.net), nor UseDevelopmentStorage=true; keys and connection strings are no settings")),
            Table = section.Checked("table", Form(SettingCatalog.TablePattern, "a table's name: letters and digits, a letter first, 3 to 63 in all"), new StateSettings().Table) ?? new StateSettings().Table,
        };
        if (settings is { File: not null, Storage: not null }) section.Note("storage", "has no effect beside file");
        return settings;
    }

    /// <summary>What is wrong with a path; null when it can be one.</summary>
    public static string? Path(string text) =>
        text.Trim().Length == 0 || text.Length > LongestPath || text.Any(char.IsControl) ? $"{ShownValue.Quoted(text)} is not a path" : null;

    /// <summary>What is wrong with a text that must have a form; null when it has it.</summary>
    public static Func<string, string?> Form(string pattern, string expected) => text =>
        Regex.IsMatch(text, $@"^(?:{pattern})\z", RegexOptions.CultureInvariant) ? null : $"{ShownValue.Quoted(text)} is not {expected}";
}
