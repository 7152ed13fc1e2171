using FlowWatch.Core.Checks;
using FlowWatch.Core.Detections;
using FlowWatch.Core.Configuration;
using FlowWatch.Core.FlowLogs;
using FlowWatch.Core.Reports;

namespace FlowWatch.Cli.Input;

/// <summary>Reads settings from <c>--config</c> and <c>--set</c>, and the format from <c>--log-format</c>.</summary>
internal static class SettingsInput
{
    /// <summary>The settings of a file, changed by the command line.</summary>
    /// <exception cref="BadInputException">Something in them is wrong; the message lists everything that is.</exception>
    public static ScanSettings Read(string? file, IReadOnlyList<string> changes)
    {
        var errors = new List<string>();
        var settings = file is not null && SettingsFile.Read("--config", file, errors) is { } bytes ? ScanSettings.Parse(file, bytes, errors) : new ScanSettings();
        var parsed = changes.Select(change => Change(change, errors)).OfType<(string, string, string, string)>().ToList();
        settings = settings with { Detections = DetectionSettings.Change(settings.Detections, parsed, errors) };
        return errors.Count == 0 ? settings : throw new BadInputException("the settings cannot be used:\n" + string.Join('\n', errors.Select(error => $"  {error}")));
    }

    /// <summary>The format of files without a header line, or null.</summary>
    /// <param name="text">The value of <c>--log-format</c>.</param>
    /// <param name="warnings">Told of fields that FlowWatch does not know; null says nothing.</param>
    /// <exception cref="BadInputException">It cannot be read, or knows no field of flow logs.</exception>
    public static FlowLogFormat? Format(string? text, TextWriter? warnings)
    {
        if (text is null) return null;
        var result = FlowLogFormat.ParseLogFormat(text);
        if (result.Format is null) throw new BadInputException($"--log-format: {result.Error}");
        var unknown = result.Format.Fields.Where(field => !field.IsKnown).Select(field => VisibleText.Of(Described(field.Name))).ToList();
        if (unknown.Count == result.Format.Fields.Count) throw new BadInputException($"--log-format: no field of flow logs in '{VisibleText.Of(text)}'; write it as AWS does, separated by blanks: ${{srcaddr}} ${{dstaddr}} ${{bytes}}.");
        if (unknown.Count > 0) warnings?.WriteLine($"warning: --log-format: not a field of flow logs, kept as text: {string.Join(", ", unknown)}");
        return result.Format;
    }

    private static string Described(string field) =>
        Spelling.Nearest(field, FlowLogFields.All.Select(known => known.Name)) is { } nearest ? $"{field} (did you mean {nearest}?)" : field;

    private static (string Place, string Detection, string Name, string Value)? Change(string text, List<string> errors)
    {
        var equals = text.IndexOf('=', StringComparison.Ordinal);
        var dot = equals < 0 ? -1 : text.IndexOf('.', 0, equals);
        if (dot > 0 && equals > dot + 1) return ("--set " + text, text[..dot].Trim(), text[(dot + 1)..equals].Trim(), text[(equals + 1)..].Trim());
        errors.Add($"--set {text}: write it as DETECTION.setting=value, such as PORT_SCAN.distinctPorts=80");
        return null;
    }
}
