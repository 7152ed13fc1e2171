using System.Globalization;

namespace FlowWatch.Core.Accounts;

/// <summary>The folders that AWS puts a flow log's file into, from <c>AWSLogs</c> on.</summary>
/// <param name="PrefixLength">How many folders stand before them.</param>
/// <param name="IsHive">Whether they are named <c>year=2026</c>.</param>
/// <param name="IsPerHour">Whether the hour is one of them.</param>
internal readonly record struct FlowLogFolders(int PrefixLength, bool IsHive, bool IsPerHour)
{
    /// <summary>The folders, when they are exactly those that AWS has for the file; null otherwise.</summary>
    /// <param name="key">A key, split at its slashes; the last part is the name.</param>
    /// <param name="file">What the name says.</param>
    public static FlowLogFolders? Find(string[] key, FlowLogFileName file)
    {
        foreach (var isHive in (ReadOnlySpan<bool>)[false, true])
        {
            foreach (var isPerHour in (ReadOnlySpan<bool>)[false, true])
            {
                var expected = Expected(file, isHive, isPerHour);
                var start = key.Length - 1 - expected.Length;
                if (start >= 0 && key.AsSpan(start, expected.Length).SequenceEqual(expected)) return new FlowLogFolders(start, isHive, isPerHour);
            }
        }

        return null;
    }

    private static string[] Expected(FlowLogFileName file, bool isHive, bool isPerHour)
    {
        string Time(string name, string format) => (isHive ? name + "=" : "") + file.SlotTime.ToString(format, CultureInfo.InvariantCulture);

        string[] days =
        [
            "AWSLogs",
            isHive ? $"aws-account-id={file.Account}" : file.Account,
            isHive ? $"aws-service={FlowLogFileName.Service}" : FlowLogFileName.Service,
            isHive ? $"aws-region={file.Region}" : file.Region,
            Time("year", "yyyy"),
            Time("month", "MM"),
            Time("day", "dd"),
        ];

        return isPerHour ? [.. days, Time("hour", "HH")] : days;
    }
}
