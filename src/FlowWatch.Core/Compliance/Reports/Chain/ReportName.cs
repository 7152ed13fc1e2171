using System.Globalization;

namespace FlowWatch.Core.Compliance.Reports.Chain;

/// <summary>
/// How reports are named. The file's name is the report's number alone: two hosts that make a report at the same time want the same name,
/// one of them gets it, and the other one goes on to the next. So the chain has no forks.
/// </summary>
public static class ReportName
{
    /// <summary>The form of an id: when it was made, and its number.</summary>
    public const string IdForm = "[0-9]{8}T[0-9]{6}Z-[0-9]{8}";

    private const string Start = "report-";
    private const string End = ".json";
    private const string TimeFormat = "yyyyMMdd'T'HHmmss'Z'";

    /// <summary>The id of a report.</summary>
    public static string Id(DateTimeOffset generatedAt, int number) =>
        string.Create(CultureInfo.InvariantCulture, $"{generatedAt.UtcDateTime.ToString(TimeFormat, CultureInfo.InvariantCulture)}-{number:D8}");

    /// <summary>The file of the report of that number: <c>report-00000042.json</c>.</summary>
    public static string File(int number) => string.Create(CultureInfo.InvariantCulture, $"{Start}{number:D8}{End}");

    /// <summary>The number in the name of a file; null where it is no report's.</summary>
    public static int? NumberOfFile(string? name) =>
        name is { Length: 20 } && name.StartsWith(Start, StringComparison.Ordinal) && name.EndsWith(End, StringComparison.Ordinal) ? Number(name.AsSpan(Start.Length, 8)) : null;

    /// <summary>The number in an id; null where it is no id.</summary>
    public static int? NumberOfId(string? id) => id is { Length: 25 } && id[8] == 'T' && id[15] == 'Z' && id[16] == '-' ? Number(id.AsSpan(17)) : null;

    private static int? Number(ReadOnlySpan<char> digits) => int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0 ? number : null;
}
