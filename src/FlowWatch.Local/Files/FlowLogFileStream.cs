using System.IO.Compression;
using ZstdSharp;

namespace FlowWatch.Local.Files;

/// <summary>Opens a file for reading its text, whatever it is compressed with.</summary>
internal static class FlowLogFileStream
{
    private const int BufferBytes = 1 << 16;

    private static ReadOnlySpan<byte> GzipMagic => [0x1f, 0x8b];

    private static ReadOnlySpan<byte> ZstandardMagic => [0x28, 0xb5, 0x2f, 0xfd];

    private static ReadOnlySpan<byte> ParquetMagic => "PAR1"u8;

    /// <summary>Tells by the first bytes whether and how a file is compressed, and whether it is Parquet.</summary>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be read.</exception>
    public static (FlowLogCompression Compression, bool IsParquet) Identify(string path)
    {
        using var file = Open(path);
        Span<byte> start = stackalloc byte[4];
        var read = file.ReadAtLeast(start, start.Length, throwOnEndOfStream: false);
        start = start[..read];
        if (start.StartsWith(GzipMagic)) return (FlowLogCompression.Gzip, false);
        if (start.StartsWith(ZstandardMagic)) return (FlowLogCompression.Zstandard, false);
        return (FlowLogCompression.None, start.StartsWith(ParquetMagic));
    }

    /// <summary>Opens a file and decompresses it while reading.</summary>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be read.</exception>
    public static Stream OpenText(string path, FlowLogCompression compression) => compression switch
    {
        FlowLogCompression.Gzip => new GZipStream(Open(path), CompressionMode.Decompress),
        FlowLogCompression.Zstandard => new DecompressionStream(Open(path), leaveOpen: false),
        _ => Open(path),
    };

    /// <summary>Whether an error while reading says that the file's content is damaged or cut short.</summary>
    public static bool IsDamage(Exception error) => error is InvalidDataException or EndOfStreamException or ZstdException;

    /// <summary>What to say of damaged content.</summary>
    public static string DamageText(FlowLogCompression compression, long lines) =>
        string.Create(System.Globalization.CultureInfo.InvariantCulture, $"the {compression.ToString().ToLowerInvariant()} data is damaged or cut short here; the {lines:N0} lines before it were read");

    private static FileStream Open(string path) =>
        new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, BufferBytes, FileOptions.SequentialScan);
}
