using System.Globalization;

namespace FlowWatch.Core.Accounts;

/// <summary>The name of a file that a flow log delivered: <c>{account}_vpcflowlogs_{region}_{flow-log-id}_{yyyyMMddTHHmmZ}_{hash}.log.gz</c>.</summary>
internal sealed record FlowLogFileName(string Account, string Region, string FlowLogId, DateTimeOffset SlotTime, ArchiveFileFormat Format)
{
    /// <summary>The word that AWS has for flow logs, in names and in folders.</summary>
    public const string Service = "vpcflowlogs";

    private const string TimeFormat = "yyyyMMdd'T'HHmm'Z'";

    /// <summary>Reads a name without folders; null where it is another's.</summary>
    public static FlowLogFileName? Parse(string name)
    {
        var dot = name.IndexOf('.', StringComparison.Ordinal);
        if (dot < 0 || FormatOf(name.AsSpan(dot)) is not { } format) return null;

        if (name[..dot].Split('_') is not [var account, Service, var region, var flowLogId, var time, var hash]) return null;
        if (!IsAccount(account) || !IsRegion(region) || !IsFlowLog(flowLogId) || !IsWord(hash)) return null;

        return DateTimeOffset.TryParseExact(
            time, TimeFormat, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var slot)
            ? new FlowLogFileName(account, region, flowLogId, slot, format)
            : null;
    }

    private static ArchiveFileFormat? FormatOf(ReadOnlySpan<char> extension) => extension switch
    {
        ".log.gz" => ArchiveFileFormat.GzipText,
        ".log.parquet" or ".parquet" => ArchiveFileFormat.Parquet,
        ".log" => ArchiveFileFormat.Text,
        _ => null,
    };

    private static bool IsAccount(string text) => text.Length == 12 && !text.AsSpan().ContainsAnyExceptInRange('0', '9');

    private static bool IsRegion(string text) => text.Length > 0 && text.All(one => char.IsAsciiLetterLower(one) || char.IsAsciiDigit(one) || one == '-');

    private static bool IsFlowLog(string text) => text.StartsWith("fl-", StringComparison.Ordinal) && IsWord(text[3..]);

    private static bool IsWord(string text) => text.Length > 0 && text.All(char.IsAsciiLetterOrDigit);
}
