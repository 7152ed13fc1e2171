using FlowWatch.AwsSimulator.Logs.QueryLanguage;

namespace FlowWatch.AwsSimulator.Logs.Execution;

/// <summary>
/// Recognises records of flow logs in the default format: version 2, fourteen fields in their order. No other format is discovered,
/// so a record must look the part in the fields that tell: version, account, action and status.
/// </summary>
internal static class FlowLogFieldDiscovery
{
    /// <summary>The number of fields.</summary>
    public const int Fields = 14;

    private const int AccountDigits = 12;

    /// <summary>Where the fields of a record are; false when the line is none in the default format.</summary>
    /// <param name="message">The line.</param>
    /// <param name="fields">A place for each field.</param>
    public static bool TrySplit(ReadOnlySpan<char> message, Span<SourceSpan> fields)
    {
        if (!message.StartsWith("2 ")) return false;
        var start = 0;
        for (var index = 0; index < Fields; index++)
        {
            var length = message[start..].IndexOf(' ');
            if (length < 0 != (index == Fields - 1)) return false;
            var end = length < 0 ? message.Length : start + length;
            if (end == start) return false;
            fields[index] = new(start, end);
            start = end + 1;
        }

        return IsAccount(At(message, fields[1]))
            && At(message, fields[12]) is "ACCEPT" or "REJECT" or "-"
            && At(message, fields[13]) is "OK" or "NODATA" or "SKIPDATA";
    }

    private static ReadOnlySpan<char> At(ReadOnlySpan<char> message, SourceSpan span) => message[span.Start..span.End];

    // "unknown" is what flow logs say of some interfaces that AWS services made.
    private static bool IsAccount(ReadOnlySpan<char> text) =>
        text is "unknown" or "-" || (text.Length == AccountDigits && !text.ContainsAnyExceptInRange('0', '9'));
}
