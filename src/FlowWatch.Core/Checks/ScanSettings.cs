using System.Globalization;
using System.Net;
using System.Text.Json;
using FlowWatch.Core.Detections;
using FlowWatch.Core.Findings;
using FlowWatch.Core.FlowLogs;

namespace FlowWatch.Core.Checks;

/// <summary>
/// Settings from a JSON file: <c>detections</c> (id → setting → value), <c>internalNetworks</c> (list of CIDR), and
/// <c>suppressions</c>. All errors are reported at once, each with its path in the file.
/// </summary>
public sealed record ScanSettings
{
    /// <summary>The settings of the detections.</summary>
    public DetectionOptions Detections { get; init; } = new();

    /// <summary>The allow-list.</summary>
    public IReadOnlyList<Suppression> Suppressions { get; init; } = [];

    private const string NotUnicode = "a text in it holds half a surrogate pair, which is not Unicode";

    /// <summary>Reads settings.</summary>
    /// <param name="file">Name of the file, for messages.</param>
    /// <param name="json">Its content.</param>
    /// <param name="errors">Where errors go; when there are none the settings are good.</param>
    public static ScanSettings Parse(string file, string json, ICollection<string> errors)
    {
        ArgumentNullException.ThrowIfNull(errors);
        JsonDocument document;
        try
        {
            document = JsonDocument.Parse(json, new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true });
        }
        catch (JsonException error)
        {
            errors.Add($"{file}: not JSON: {error.Message}");
            return new ScanSettings();
        }
        catch (ArgumentException)
        {
            errors.Add($"{file}: {NotUnicode}");
            return new ScanSettings();
        }

        using (document)
        {
            try
            {
                var reader = new Reader(file, errors);
                return reader.Settings(document.RootElement);
            }
            catch (InvalidOperationException)
            {
                // An escape such as \ud800 without its other half is JSON; .NET objects only when the text is read.
                errors.Add($"{file}: {NotUnicode}");
                return new ScanSettings();
            }
        }
    }

    private sealed class Reader(string file, ICollection<string> errors)
    {
        // Nothing that reads differently in different countries, and no bare time of day, which would mean today.
        private static readonly string[] TimeFormats = ["yyyy-MM-dd", "yyyy-MM-ddTHH:mmK", "yyyy-MM-ddTHH:mm:ssK", "yyyy-MM-ddTHH:mm:ss.FFFFFFFK"];
        private static readonly string[] Known = ["detections", "internalNetworks", "suppressions", "$schema"];
        private static readonly string[] KnownOfSuppression = ["name", "owner", "reason", "expires", "source", "target", "port", "detection"];

        public ScanSettings Settings(JsonElement root)
        {
            if (!Is(root, JsonValueKind.Object, "")) return new ScanSettings();
            foreach (var property in root.EnumerateObject().Where(property => !Known.Contains(property.Name)))
            {
                Error(property.Name, $"unknown; there are {string.Join(", ", Known.SkipLast(1))}");
            }

            var detections = new DetectionOptions();
            if (root.TryGetProperty("internalNetworks", out var networks) && Is(networks, JsonValueKind.Array, "internalNetworks"))
            {
                detections = detections with { InternalNetworks = [.. networks.EnumerateArray().Select((network, index) => Network(network, $"internalNetworks[{index}]")).OfType<IPNetwork>()] };
            }

            if (root.TryGetProperty("detections", out var changes) && Is(changes, JsonValueKind.Object, "detections"))
            {
                detections = DetectionSettings.Change(detections, Changes(changes), errors);
            }

            IReadOnlyList<Suppression> suppressions = [];
            if (root.TryGetProperty("suppressions", out var list) && Is(list, JsonValueKind.Array, "suppressions"))
            {
                suppressions = [.. list.EnumerateArray().Select((one, index) => Suppression(one, $"suppressions[{index}]")).OfType<Suppression>()];
            }

            return new ScanSettings { Detections = detections, Suppressions = suppressions };
        }

        private List<(string Place, string Detection, string Name, string Value)> Changes(JsonElement detections)
        {
            var changes = new List<(string, string, string, string)>();
            foreach (var detection in detections.EnumerateObject())
            {
                if (!Is(detection.Value, JsonValueKind.Object, $"detections.{detection.Name}")) continue;
                foreach (var setting in detection.Value.EnumerateObject())
                {
                    var text = setting.Value.ValueKind == JsonValueKind.Array
                        ? string.Join(", ", setting.Value.EnumerateArray().Select(item => item.ToString()))
                        : setting.Value.ToString();
                    changes.Add(($"{file}: detections.{detection.Name}.{setting.Name}", detection.Name, setting.Name, text));
                }
            }

            return changes;
        }

        private Suppression? Suppression(JsonElement element, string path)
        {
            var before = errors.Count;
            if (!Is(element, JsonValueKind.Object, path)) return null;
            foreach (var property in element.EnumerateObject().Where(property => !KnownOfSuppression.Contains(property.Name)))
            {
                Error($"{path}.{property.Name}", $"unknown; there are {string.Join(", ", KnownOfSuppression)}");
            }

            var (name, owner, reason) = (Required(element, path, "name"), Required(element, path, "owner"), Required(element, path, "reason"));
            var expires = Required(element, path, "expires");
            if (!DateTimeOffset.TryParseExact(expires, TimeFormats, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var until) && expires.Length > 0)
            {
                Error($"{path}.expires", $"'{expires}' is not a date (2026-12-31) or time (2026-12-31T18:00:00Z)");
            }

            var detection = Optional(element, "detection")?.ToString();
            if (detection is not null && DetectionCatalog.Default.Find(detection) is null)
            {
                Error($"{path}.detection", $"no detection is called '{detection}'; there are {string.Join(", ", DetectionCatalog.Default.All.Select(one => one.Metadata.Id))}");
            }

            var port = 0;
            if (Optional(element, "port") is { } number && (number.ValueKind != JsonValueKind.Number || !number.TryGetInt32(out port) || port is < 0 or > ushort.MaxValue))
            {
                Error($"{path}.port", $"'{number}' is not a port number");
            }

            var source = Optional(element, "source") is { } sourceText ? Network(sourceText, $"{path}.source") : null;
            var target = Optional(element, "target") is { } targetText ? Network(targetText, $"{path}.target") : null;
            if (CoversAll("source", source) && CoversAll("target", target) && detection is null && Optional(element, "port") is null)
            {
                Error(path, "covers everything; give at least one of source, target, port, detection");
            }

            return errors.Count > before ? null : new Suppression
            {
                Name = name,
                Owner = owner,
                Reason = reason,
                Expires = until,
                Detection = detection,
                Port = Optional(element, "port") is null ? null : port,
                Source = source,
                Target = target,
            };

            bool CoversAll(string part, IPNetwork? network) => Optional(element, part) is null || network is { PrefixLength: 0 };
        }

        private string Required(JsonElement element, string path, string name)
        {
            var text = Optional(element, name)?.ToString().Trim() ?? "";
            if (text.Length == 0) Error($"{path}.{name}", "missing; a suppression needs name, owner, reason and expires");
            return text;
        }

        private static JsonElement? Optional(JsonElement element, string name) =>
            element.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null ? value : null;

        private IPNetwork? Network(JsonElement element, string path)
        {
            // .NET reads 10/8 as 0.0.0.10/8 and drops host bits in silence: 10.0.0.1/8, meant as 10.0.0.1/32, would cover far too much.
            var text = element.ToString();
            var front = text.Split('/')[0];
            if (FlowLogAddress.IsAddress(front) && IPAddress.TryParse(front, out var address))
            {
                if (front == text) return new IPNetwork(address, address.GetAddressBytes().Length * 8);
                if (IPNetwork.TryParse(text, out var network) && network.BaseAddress.Equals(address)) return network;
            }

            Error(path, $"'{text}' is not an address or a network in CIDR notation without host bits (10.0.0.0/8)");
            return null;
        }

        private bool Is(JsonElement element, JsonValueKind kind, string path)
        {
            if (element.ValueKind == kind) return true;
            Error(path.Length == 0 ? "the file" : path, $"must be {(kind == JsonValueKind.Object ? "an object" : "a list")}");
            return false;
        }

        private void Error(string path, string what) => errors.Add($"{file}: {path}: {what}");
    }
}
