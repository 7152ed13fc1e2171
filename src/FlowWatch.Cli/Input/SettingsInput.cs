using FlowWatch.Core.Checks;
using FlowWatch.Core.Detections;
using FlowWatch.Core.FlowLogs;

namespace FlowWatch.Cli.Input;

/// <summary>Reads settings from <c>--config</c> and <c>--set</c>, and the format from <c>--log-format</c>.</summary>
internal static class SettingsInput
{
    /// <summary>The settings of a file, changed by the command line.</summary>
    /// <exception cref="BadInputException">Something in them is wrong; the message lists everything that is.</exception>
    public static ScanSettings Read(string? file, IReadOnlyList<string> changes)
    {
        var errors = new List<string>();
        var settings = file is null ? new ScanSettings() : ScanSettings.Parse(file, Text(file), errors);
        var parsed = changes.Select(change => Change(change, errors)).OfType<(string, string, string, string)>().ToList();
        settings = settings with { Detections = DetectionSettings.Change(settings.Detections, parsed, errors) };
        return errors.Count == 0 ? settings : throw new BadInputException("The settings cannot be used:\n" + string.Join('\n', errors.Select(error => $"  {error}")));
    }

    /// <summary>The format of files without a header line, or null.</summary>
    /// <exception cref="BadInputException">It cannot be read.</exception>
    public static FlowLogFormat? Format(string? text)
    {
        if (text is null) return null;
        var result = FlowLogFormat.ParseLogFormat(text);
        return result.Format ?? throw new BadInputException($"--log-format: {result.Error}");
    }

    private static string Text(string file)
    {
        try
        {
            return File.ReadAllText(file);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new BadInputException($"--config: {error.Message}");
        }
    }

    private static (string Place, string Detection, string Name, string Value)? Change(string text, List<string> errors)
    {
        var equals = text.IndexOf('=', StringComparison.Ordinal);
        var dot = equals < 0 ? -1 : text.IndexOf('.', 0, equals);
        if (dot > 0 && equals > dot + 1) return ("--set " + text, text[..dot].Trim(), text[(dot + 1)..equals].Trim(), text[(equals + 1)..].Trim());
        errors.Add($"--set {text}: write it as DETECTION.setting=value, such as PORT_SCAN.distinctPorts=80");
        return null;
    }
}
