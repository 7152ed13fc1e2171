using FlowWatch.Core.Checks;
using FlowWatch.Core.Detections;
using FlowWatch.Core.FlowLogs;
using FlowWatch.Local.DuckDb;

namespace FlowWatch.Local;

/// <summary>Runs an example of a detection through the real engine.</summary>
public static class DetectionExampleRun
{
    /// <summary>Runs an example.</summary>
    /// <returns>What went wrong, or null when the example holds.</returns>
    public static async Task<string?> RunAsync(IDetection detection, DetectionExample example, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(detection);
        ArgumentNullException.ThrowIfNull(example);
        var folder = Directory.CreateTempSubdirectory("flowwatch-example-");
        try
        {
            var file = Path.Combine(folder.FullName, "example.log");
            await File.WriteAllLinesAsync(file, example.Traffic.SelectMany(lines => lines.Expand()), cancellationToken).ConfigureAwait(false);
            var format = example.LogFormat is null ? null : FlowLogFormat.ParseLogFormat(example.LogFormat).Format;
            var engine = await DuckDbFlowLogEngine.OpenAsync(new DuckDbEngineOptions { Paths = [file], Format = format }, cancellationToken).ConfigureAwait(false);
            await using (engine.ConfigureAwait(false))
            {
                var options = new ScanCheckOptions { Run = [detection], Scope = [example.Name], FlowWatchVersion = "" };
                return Judge(example, await new ScanCheck(engine, options, TimeProvider.System).RunAsync(cancellationToken).ConfigureAwait(false));
            }
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static string? Judge(DetectionExample example, ScanReport report)
    {
        if (report.Status == ScanStatus.Partial) return $"not all of it could be read: {string.Join("; ", report.Input.Problems)}";
        var found = string.Join("; ", report.Findings.Select(finding => $"{finding.Severity}: {finding.Summary}"));
        if (example.Finds is null) return report.Findings.Count == 0 ? null : $"found something: {found}";
        if (report.Findings is not [{ } only]) return $"expected one finding, got {report.Findings.Count}: {found}";
        if (only.Source != example.Finds) return $"blamed {only.Source} instead of {example.Finds}";
        return example.Severity is { } severity && only.Severity != severity ? $"severity {only.Severity} instead of {severity}: {only.Summary}" : null;
    }
}
