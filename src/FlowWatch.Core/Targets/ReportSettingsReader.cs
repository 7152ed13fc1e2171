using FlowWatch.Core.Configuration;

namespace FlowWatch.Core.Targets;

/// <summary>Reads where compliance reports are kept.</summary>
internal static class ReportSettingsReader
{
    /// <summary>The settings of the section.</summary>
    public static ReportSettings Read(SettingSection section)
    {
        var defaults = new ReportSettings();
        var settings = new ReportSettings
        {
            Folder = section.Checked("folder", StateSettingsReader.Path),
            Storage = section.Checked("storage", StateSettingsReader.Form(SettingCatalog.StoragePattern, "the address of a Blob service (https://ACCOUNT.blob.core.windows.net), nor UseDevelopmentStorage=true; keys and connection strings are no settings")),
            Container = section.Checked("container", StateSettingsReader.Form(SettingCatalog.ContainerPattern, "a container's name: small letters, digits and single hyphens between them, 3 to 63 in all"), defaults.Container) ?? defaults.Container,
        };
        if (settings is { Folder: not null, Storage: not null }) section.Note("storage", "has no effect beside folder");
        return settings;
    }
}
