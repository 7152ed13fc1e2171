using System.Globalization;
using FlowWatch.Core.Compliance;
using FlowWatch.Core.Configuration;

namespace FlowWatch.Core.Targets;

/// <summary>Reads how compliance is judged. An exception that cannot be read whole is none: half of it could accept too much.</summary>
internal static class ComplianceSettingsReader
{
    private const string Needs = "an exception needs control, owner, reason and expires";

    // Nothing that reads differently in different countries, and no bare time of day, which would mean today.
    private static readonly string[] TimeFormats = ["yyyy-MM-dd", "yyyy-MM-ddTHH:mmK", "yyyy-MM-ddTHH:mm:ssK"];

    /// <summary>The settings of the section.</summary>
    public static ComplianceSettings Read(SettingSection section, SettingReport report)
    {
        var exceptions = new List<AcceptedFailure>();
        foreach (var one in section.Groups("exceptions", "compliance.exceptions[]"))
        {
            var (before, values) = (report.Problems.Count, report.Values.Count);
            var exception = ReadOne(one);
            if (report.Problems.Count == before && !one.HasUnknown) exceptions.Add(exception);
            // What an exception does not ask for is no setting of it.
            for (var index = report.Values.Count - 1; index >= values; index--)
            {
                if (report.Values[index].Value is null) report.Values.RemoveAt(index);
            }
        }

        return new ComplianceSettings { Exceptions = exceptions };
    }

    private static AcceptedFailure ReadOne(SettingSection section)
    {
        var control = section.Good(section.Required("control", Needs), text => ControlCatalog.Default.Find(text) is not null ? null
            : $"no control is called {ShownValue.Quoted(text)}{Spelling.Suggestion(text, [.. ControlCatalog.Default.All.Select(each => each.Metadata.Id)])}");
        var (owner, reason, expires) = (section.Required("owner", Needs), section.Required("reason", Needs), section.Required("expires", Needs));
        DateTimeOffset until = default;
        if (expires is not null && !DateTimeOffset.TryParseExact(expires.Text.Trim(), TimeFormats, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out until))
        {
            section.Problem(expires, $"{ShownValue.Quoted(expires.Text.Trim())} is not a date (2026-12-31) or time (2026-12-31T18:00:00Z)");
        }

        var (resource, target) = (section.Text("resource"), section.Text("target"));
        if (resource is null && target is null) section.Note("", "accepts every failure of its control, on every target: give resource or target to accept less");
        return new AcceptedFailure(target?.Text.Trim(), new ControlSuppression(control ?? "", resource?.Text.Trim(), owner?.Text.Trim() ?? "", reason?.Text.Trim() ?? "", until));
    }
}
