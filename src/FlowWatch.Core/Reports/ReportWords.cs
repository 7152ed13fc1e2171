using System.Globalization;
using System.Text;
using FlowWatch.Core.Checks;
using FlowWatch.Core.Detections;
using FlowWatch.Core.Findings;
using FlowWatch.Core.Queries;

namespace FlowWatch.Core.Reports;

/// <summary>The words reports use for FlowWatch's own values: the same in every format.</summary>
public static class ReportWords
{
    /// <summary>Severities from the one that matters most to the one that matters least.</summary>
    public static IReadOnlyList<Severity> SeveritiesDescending { get; } =
        [Severity.Critical, Severity.High, Severity.Medium, Severity.Low, Severity.Informational];

    /// <summary>A severity in lower case: <c>critical</c>.</summary>
    /// <param name="severity">The severity.</param>
    public static string Of(Severity severity) => severity switch
    {
        Severity.Informational => "informational",
        Severity.Low => "low",
        Severity.Medium => "medium",
        Severity.High => "high",
        Severity.Critical => "critical",
        _ => throw new ArgumentOutOfRangeException(nameof(severity), severity, "Not a severity."),
    };

    /// <summary>A certainty in lower case: <c>likely</c>.</summary>
    /// <param name="certainty">The certainty.</param>
    public static string Of(Certainty certainty) => certainty switch
    {
        Certainty.Guess => "guess",
        Certainty.Likely => "likely",
        Certainty.Certain => "certain",
        _ => throw new ArgumentOutOfRangeException(nameof(certainty), certainty, "Not a certainty."),
    };

    /// <summary>A coverage level in lower case: <c>partial</c>.</summary>
    /// <param name="level">The level.</param>
    public static string Of(CoverageLevel level) => level switch
    {
        CoverageLevel.None => "none",
        CoverageLevel.Partial => "partial",
        CoverageLevel.Full => "full",
        _ => throw new ArgumentOutOfRangeException(nameof(level), level, "Not a coverage level."),
    };

    /// <summary>A scan status in lower case: <c>complete</c>.</summary>
    /// <param name="status">The status.</param>
    public static string Of(ScanStatus status) => status switch
    {
        ScanStatus.Complete => "complete",
        ScanStatus.Partial => "partial",
        _ => throw new ArgumentOutOfRangeException(nameof(status), status, "Not a scan status."),
    };

    /// <summary>A target's status as one word.</summary>
    /// <param name="status">The status.</param>
    public static string Of(TargetStatus status) => status switch
    {
        TargetStatus.Judged => "judged",
        TargetStatus.Partial => "partial",
        TargetStatus.NotVerified => "not-verified",
        _ => throw new ArgumentOutOfRangeException(nameof(status), status, "Not a status of a target."),
    };

    /// <summary>How many targets could be looked at: <c>2 targets judged, 1 in part, 1 NOT VERIFIED</c>.</summary>
    /// <param name="targets">The targets.</param>
    public static string Of(IReadOnlyList<TargetOutcome> targets)
    {
        ArgumentNullException.ThrowIfNull(targets);
        long Number(TargetStatus status) => targets.Count(target => target.Status == status);
        var words = $"{ReadableNumber.Count(Number(TargetStatus.Judged), "targets")} judged";
        if (Number(TargetStatus.Partial) is > 0 and var part) words += $", {ReadableNumber.Count(part)} in part";
        return Number(TargetStatus.NotVerified) is > 0 and var unknown ? $"{words}, {ReadableNumber.Count(unknown)} NOT VERIFIED" : words;
    }

    /// <summary>An instant as programs read it, ISO 8601 in UTC: <c>2026-01-02T03:04:05Z</c>.</summary>
    /// <param name="instant">The instant.</param>
    public static string Iso(DateTimeOffset instant) =>
        instant.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'", CultureInfo.InvariantCulture);

    /// <summary>An instant as people read it, in UTC: <c>2026-01-02 03:04:05Z</c>.</summary>
    /// <param name="instant">The instant.</param>
    public static string Moment(DateTimeOffset instant) =>
        instant.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    /// <summary>A window as people read it, the date only once where it is the same: <c>2026-01-02 03:00:00Z to 04:00:00Z (1 h)</c>.</summary>
    /// <param name="window">The window.</param>
    public static string Window(TimeWindow window)
    {
        var to = window.From.UtcDateTime.Date == window.To.UtcDateTime.Date
            ? window.To.UtcDateTime.ToString("HH:mm:ss'Z'", CultureInfo.InvariantCulture)
            : Moment(window.To);
        return $"{Moment(window.From)} to {to} ({ReadableNumber.Duration(window.Duration)})";
    }

    /// <summary>The name of an evidence count in words: <c>distinctPorts</c> becomes <c>distinct ports</c>.</summary>
    /// <param name="name">The camel-case name.</param>
    public static string CountName(string name)
    {
        var words = new StringBuilder(name.Length + 4);
        foreach (var character in name)
        {
            if (char.IsAsciiLetterUpper(character))
            {
                words.Append(' ').Append(char.ToLowerInvariant(character));
            }
            else
            {
                words.Append(character);
            }
        }

        return words.ToString().TrimStart();
    }

    /// <summary>A protocol by its usual name, else by its number.</summary>
    /// <param name="protocol">IANA protocol number.</param>
    public static string Protocol(int protocol) => protocol switch
    {
        1 => "ICMP",
        6 => "TCP",
        17 => "UDP",
        47 => "GRE",
        50 => "ESP",
        58 => "ICMPv6",
        132 => "SCTP",
        _ => string.Create(CultureInfo.InvariantCulture, $"protocol {protocol}"),
    };

    /// <summary>A port with the service usually found there: <c>22 (ssh)</c>.</summary>
    /// <param name="port">The port.</param>
    public static string Port(EvidencePort port) =>
        string.Create(CultureInfo.InvariantCulture, $"{port.Port}{(port.Service is null ? "" : $" ({port.Service})")}");

    /// <summary>How many findings of which severity: <c>5 findings: 2 critical, 3 low</c>, or <c>no findings</c>.</summary>
    /// <param name="findings">The findings.</param>
    public static string Tally(IReadOnlyList<Finding> findings)
    {
        if (findings.Count == 0)
        {
            return "no findings";
        }

        var parts = SeveritiesDescending
            .Select(severity => (Severity: severity, Count: findings.Count(finding => finding.Severity == severity)))
            .Where(part => part.Count > 0)
            .Select(part => $"{ReadableNumber.Count(part.Count)} {Of(part.Severity)}");
        return $"{ReadableNumber.Count(findings.Count, "findings")}: {string.Join(", ", parts)}";
    }

    /// <summary>What it was done to, in few words: the one target, or the first and how many more.</summary>
    /// <param name="finding">The finding.</param>
    public static string Targets(Finding finding) => finding.Targets.Count switch
    {
        0 => ReadableNumber.Count(finding.TargetCount, "addresses"),
        _ when finding.TargetCount > 1 => $"{finding.Targets[0]} and {ReadableNumber.Count(finding.TargetCount - 1)} more",
        _ => finding.Targets[0],
    };

    /// <summary>What a detection could do with the input, in a sentence.</summary>
    /// <param name="coverage">The coverage.</param>
    public static string Coverage(DetectionCoverage coverage) => coverage.Level switch
    {
        CoverageLevel.None => $"could not run: the format lacks {string.Join(", ", coverage.MissingRequired)}",
        CoverageLevel.Partial => $"ran, and would be surer with {string.Join(", ", coverage.MissingHelpful)}",
        _ => "ran with every field it can use",
    };

    /// <summary>What was read: <c>3 files</c>, or <c>1 log group</c>.</summary>
    /// <param name="input">What was read.</param>
    public static string Sources(ScanInput input) => ReadableNumber.Count(input.Files, input.CloudUsage is null ? "files" : "log groups");

    /// <summary>What asking a cloud service took, to go on a sentence; empty where none was asked.</summary>
    /// <param name="usage">What it took.</param>
    public static string CloudUsage(CloudQueryUsage? usage) => usage is null ? "" : string.Create(
        CultureInfo.InvariantCulture,
        $"; {ReadableNumber.Count(usage.QueriesStarted, "queries")} started at AWS scanned {ReadableNumber.Bytes(usage.BytesScanned)} ({ReadableNumber.Count(usage.RecordsScanned, "records")}) for about ${usage.EstimatedCost:0.####}, and waited {ReadableNumber.Duration(usage.Waited)} for their turn");

    /// <summary>What a suppression covers: <c>source 10.0.0.0/8, port 22</c>, or <c>everything</c>.</summary>
    /// <param name="suppression">The suppression.</param>
    public static string Scope(Suppression suppression)
    {
        var parts = new List<string>();
        if (suppression.Detection is { } detection)
        {
            parts.Add($"detection {detection}");
        }

        if (suppression.Source is { } source)
        {
            parts.Add($"source {source}");
        }

        if (suppression.Target is { } target)
        {
            parts.Add($"target {target}");
        }

        if (suppression.Port is { } port)
        {
            parts.Add(string.Create(CultureInfo.InvariantCulture, $"port {port}"));
        }

        return parts.Count == 0 ? "everything" : string.Join(", ", parts);
    }
}
