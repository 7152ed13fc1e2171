using System.Globalization;

namespace FlowWatch.Core.Accounts;

/// <summary>The name of a file that Firehose wrote: <c>{stream}-{version}-{yyyy-MM-dd-HH-mm-ss}-{random}</c>, with or without an extension.</summary>
internal sealed record FirehoseFileName(string Stream, DateTimeOffset WrittenAt, ArchiveFileFormat Format)
{
    private const string TimeFormat = "yyyy-MM-dd-HH-mm-ss";

    /// <summary>Longer than any: a stream's name has 64 characters at most. Keeps a hostile key from costing time.</summary>
    private const int Limit = 256;

    /// <summary>Reads a name without folders; null where it is another's.</summary>
    public static FirehoseFileName? Parse(string name)
    {
        if (name.Length > Limit) return null;

        // A stream's name may itself have hyphens, digits and dots, so the time is looked for from the end.
        for (var start = name.Length - TimeFormat.Length - 2; start >= 4; start--)
        {
            if (name[start - 1] != '-' || name[start + TimeFormat.Length] != '-' || !char.IsAsciiDigit(name[start])) continue;
            if (!DateTimeOffset.TryParseExact(
                name.AsSpan(start, TimeFormat.Length), TimeFormat, CultureInfo.InvariantCulture,
                DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time)) continue;

            var version = name.LastIndexOf('-', start - 2) + 1;
            if (version < 2 || version > start - 2 || name.AsSpan(version, start - 1 - version).ContainsAnyExceptInRange('0', '9')) continue;

            var random = name.AsSpan(start + TimeFormat.Length + 1);
            var dot = random.IndexOf('.');
            var extension = dot < 0 ? default : random[dot..];
            if (dot >= 0) random = random[..dot];
            return IsRandom(random) ? new FirehoseFileName(name[..(version - 1)], time, FormatOf(extension)) : null;
        }

        return null;
    }

    private static bool IsRandom(ReadOnlySpan<char> text)
    {
        foreach (var one in text)
            if (!char.IsAsciiLetterOrDigit(one) && one != '-') return false;

        return text.Length > 0;
    }

    // Without an extension the stream was told no compression. What CloudWatch Logs sends it is compressed all the same.
    private static ArchiveFileFormat FormatOf(ReadOnlySpan<char> extension) => extension switch
    {
        ".gz" => ArchiveFileFormat.GzipText,
        ".parquet" => ArchiveFileFormat.Parquet,
        _ => ArchiveFileFormat.Unknown,
    };
}
