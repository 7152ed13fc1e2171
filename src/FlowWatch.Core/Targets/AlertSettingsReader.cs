using System.Globalization;
using System.Text.RegularExpressions;
using FlowWatch.Core.Configuration;

namespace FlowWatch.Core.Targets;

/// <summary>Reads how people are told of incidents.</summary>
internal static partial class AlertSettingsReader
{
    /// <summary>The settings of the section.</summary>
    public static AlertSettings Read(SettingSection section)
    {
        var defaults = new AlertSettings();
        return new AlertSettings
        {
            Budget = section.WholeNumber("budget", defaults.Budget),
            StormSize = section.WholeNumber("stormSize", defaults.StormSize),
            Renotify = section.LengthOfTime("renotify", defaults.Renotify),
            OnResolve = section.Switch("onResolve"),
            QuietAfter = section.LengthOfTime("quietAfter", defaults.QuietAfter),
            Retention = section.LengthOfTime("retention", defaults.Retention),
            ParkAfter = section.LengthOfTime("parkAfter", defaults.ParkAfter),
            StuckAfter = section.LengthOfTime("stuckAfter", defaults.StuckAfter),
            NoRecordsAfter = section.LengthOfTime("noRecordsAfter", defaults.NoRecordsAfter),
            BaseUrl = section.Checked("baseUrl", BaseUrl)?.TrimEnd('/'),
            Webhook = Webhook(section.Group("webhook")),
            QuietHours = QuietHoursOf(section.Group("quietHours")),
        };
    }

    private static WebhookSettings Webhook(SettingSection section)
    {
        var defaults = new WebhookSettings();
        return new WebhookSettings { Secret = section.Checked("secret", Secret), AllowPrivate = section.Switch("allowPrivate"), Timeout = section.LengthOfTime("timeout", defaults.Timeout) };
    }

    private static string? BaseUrl(string text) => BaseUrlForm().IsMatch(text) ? null : $"{ShownValue.Quoted(text)} is not the beginning of a URL, such as https://flowwatch.example.com/api";

    // Nothing of what was given is repeated.
    private static string? Secret(string text) =>
        text.StartsWith("@Microsoft.KeyVault(", StringComparison.OrdinalIgnoreCase) ? "is a Key Vault reference that was not resolved: the app's identity needs the role Key Vault Secrets User, and the secret must exist"
        : SecretForm().IsMatch(text) ? null : "is not a secret: 32 to 512 printable ASCII characters without blanks";

    private static QuietHours? QuietHoursOf(SettingSection section)
    {
        var (from, to) = (section.Checked("from", Time), section.Checked("to", Time));
        var zone = section.Checked("timeZone", Zone, "UTC");
        if (section.Has("from") != section.Has("to")) section.Problem(section.Has("from") ? "to" : "from", "missing; quiet hours need from and to");
        if (from is null || to is null) return null;
        if (from == to)
        {
            section.Problem("to", $"the same as from ({from}): that is no stretch of the day");
            return null;
        }

        return new QuietHours(TimeOnly.ParseExact(from, "HH:mm", CultureInfo.InvariantCulture), TimeOnly.ParseExact(to, "HH:mm", CultureInfo.InvariantCulture), TimeZoneInfo.TryFindSystemTimeZoneById(zone ?? "UTC", out var found) ? found : TimeZoneInfo.Utc);
    }

    private static string? Time(string text) => TimeForm().IsMatch(text) ? null : $"{ShownValue.Quoted(text)} is not a time of day from 00:00 to 23:59, such as 22:00";

    private static string? Zone(string text) => TimeZoneInfo.TryFindSystemTimeZoneById(text, out _) ? null : $"{ShownValue.Quoted(text)} is not a time zone that this machine knows, such as Europe/Berlin";

    [GeneratedRegex("^(?:" + SettingCatalog.BaseUrlPattern + @")\z")]
    private static partial Regex BaseUrlForm();

    [GeneratedRegex("^(?:" + SettingCatalog.SecretPattern + @")\z")]
    private static partial Regex SecretForm();

    [GeneratedRegex("^(?:" + SettingCatalog.TimePattern + @")\z")]
    private static partial Regex TimeForm();
}
