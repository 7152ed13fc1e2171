using System.Buffers.Binary;
using System.IO.Hashing;

namespace FlowWatch.Local.Files;

/// <summary>
/// Checks that a gzip file ends where it should: .NET takes a file cut between two blocks for a whole one. The last eight
/// bytes hold the CRC-32 and the length (modulo 2^32) of the last member's content (RFC 1952, 2.3.1).
/// </summary>
internal static class GzipTrailer
{
    private const int TrailerBytes = 8;

    /// <summary>Whether the end of the unpacked content is what the trailer says it is.</summary>
    /// <param name="path">The gzip file.</param>
    /// <param name="content">All that was unpacked from it; its position is moved.</param>
    public static bool Fits(string path, Stream content)
    {
        Span<byte> trailer = stackalloc byte[TrailerBytes];
        using (var file = File.OpenRead(path))
        {
            if (file.Length < TrailerBytes) return false;
            file.Seek(-TrailerBytes, SeekOrigin.End);
            file.ReadExactly(trailer);
        }

        long length = BinaryPrimitives.ReadUInt32LittleEndian(trailer[4..]);
        if (length == (content.Length & uint.MaxValue)) return true;
        if (length > content.Length) return false;
        content.Seek(-length, SeekOrigin.End);
        var checksum = new Crc32();
        checksum.Append(content);
        return checksum.GetCurrentHashAsUInt32() == BinaryPrimitives.ReadUInt32LittleEndian(trailer);
    }
}
