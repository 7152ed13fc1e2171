using System.Globalization;
using System.Net;
using FlowWatch.Core.Configuration;
using FlowWatch.Core.Detections;
using FlowWatch.Core.Findings;

namespace FlowWatch.Core.Targets;

/// <summary>Reads one suppression. One that cannot be read whole is none: half of it could hold back too much.</summary>
internal static class SuppressionReader
{
    private const string Needs = "a suppression needs name, owner, reason and expires";

    // Nothing that reads differently in different countries, and no bare time of day, which would mean today.
    private static readonly string[] TimeFormats = ["yyyy-MM-dd", "yyyy-MM-ddTHH:mmK", "yyyy-MM-ddTHH:mm:ssK", "yyyy-MM-ddTHH:mm:ss.FFFFFFFK"];

    /// <summary>The suppression; its problems go to the section's report, and it is then of no use.</summary>
    public static Suppression Read(SettingSection section)
    {
        var (name, owner, reason) = (section.Required("name", Needs), section.Required("owner", Needs), section.Required("reason", Needs));
        var expires = section.Required("expires", Needs);
        DateTimeOffset until = default;
        if (expires is not null && !DateTimeOffset.TryParseExact(expires.Text.Trim(), TimeFormats, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out until))
        {
            section.Problem(expires, $"{ShownValue.Quoted(expires.Text.Trim())} is not a date (2026-12-31) or time (2026-12-31T18:00:00Z)");
        }

        var detection = section.Checked("detection", text => DetectionCatalog.Default.Find(text) is null
            ? $"no detection is called {ShownValue.Quoted(text)}; there are {string.Join(", ", DetectionCatalog.Default.All.Select(one => one.Metadata.Id))}" : null);
        var port = Port(section);
        var (source, target) = (Network(section, "source"), Network(section, "target"));
        if (CoversAll("source", source) && CoversAll("target", target) && !section.Has("detection") && !section.Has("port"))
        {
            section.Problem("", "covers everything; give at least one of source, target, port, detection");
        }

        return new Suppression
        {
            Name = name?.Text.Trim() ?? "",
            Owner = owner?.Text.Trim() ?? "",
            Reason = reason?.Text.Trim() ?? "",
            Expires = until,
            Detection = detection,
            Port = port,
            Source = source,
            Target = target,
        };

        bool CoversAll(string part, IPNetwork? network) => !section.Has(part) || network is { PrefixLength: 0 };
    }

    private static int? Port(SettingSection section)
    {
        if (section.Text("port") is not { } value) return null;
        // A JSON text is refused, as "22 " or "0x16" would be: a port is a number.
        var isNumber = section.Find("port") is { Kind: SettingNodeKind.Number or SettingNodeKind.Raw };
        if (isNumber && int.TryParse(value.Text, NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port <= ushort.MaxValue) return port;
        section.Problem(value, $"{ShownValue.Quoted(value.Text)} is not a port number");
        return null;
    }

    private static IPNetwork? Network(SettingSection section, string name)
    {
        if (section.Text(name) is not { } value) return null;
        var network = NetworkText.Parse(value.Text);
        if (network is null) section.Problem(value, NetworkText.Wrong(value.Text));
        return network;
    }
}
