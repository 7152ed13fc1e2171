using System.Buffers.Binary;

namespace FlowWatch.Local.Files;

/// <summary>Tells whether a compressed file lacks its end, which DuckDB takes for the end of the file.</summary>
internal static class CutShort
{
    /// <summary>Above this size the length at the end of a gzip file, 32 bits, says nothing.</summary>
    private const long LargestWithTellingLength = 64L << 20;

    /// <summary>Flow logs compress to a third or a thirtieth, not to this.</summary>
    private const long LargestUsualRatio = 60;

    private const uint ZstandardMagic = 0xfd2fb528;
    private const uint SkippableMagic = 0x184d2a50;

    /// <summary>
    /// Looks without decompressing all of it: exact for Zstandard. For gzip it decompresses the files whose last bytes are no
    /// likely length; of the others one in a hundred may be cut short without showing here (it shows by its last line then).
    /// </summary>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be read.</exception>
    public static bool Probably(string path, FlowLogCompression compression)
    {
        if (compression == FlowLogCompression.None) return false;
        using var file = File.OpenRead(path);
        if (compression == FlowLogCompression.Zstandard) return !IsWholeZstandard(file);
        return file.Length <= LargestWithTellingLength && !HasLikelyLength(file) && Certainly(path, compression);
    }

    /// <summary>Decompresses all of it to see.</summary>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be read.</exception>
    public static bool Certainly(string path, FlowLogCompression compression)
    {
        var buffer = new byte[1 << 16];
        try
        {
            using var stream = FlowLogFileStream.OpenText(path, compression);
            while (stream.Read(buffer) > 0)
            {
            }

            return false;
        }
        catch (Exception error) when (FlowLogFileStream.IsDamage(error))
        {
            return true;
        }
    }

    private static bool HasLikelyLength(FileStream file)
    {
        Span<byte> length = stackalloc byte[sizeof(uint)];
        if (file.Length < length.Length) return false;
        file.Position = file.Length - length.Length;
        file.ReadExactly(length);
        var uncompressed = BinaryPrimitives.ReadUInt32LittleEndian(length);
        return uncompressed >= file.Length / 2 && uncompressed <= file.Length * LargestUsualRatio;
    }

    // RFC 8878: frames of blocks, each with its size in front.
    private static bool IsWholeZstandard(FileStream file)
    {
        while (file.Position < file.Length)
        {
            if (Number(file, 4) is not { } magic) return false;
            if ((magic & 0xfffffff0) == SkippableMagic)
            {
                if (Number(file, 4) is not { } size || !Skip(file, size)) return false;
                continue;
            }

            if (magic != ZstandardMagic || !SkipFrame(file)) return false;
        }

        return true;
    }

    private static bool SkipFrame(FileStream file)
    {
        if (Number(file, 1) is not { } descriptor) return false;
        var isSingleSegment = (descriptor & 0x20) != 0;
        var contentSize = (descriptor >> 6) switch { 0 => isSingleSegment ? 1 : 0, 1 => 2, 2 => 4, _ => 8 };
        var dictionary = (descriptor & 3) switch { 3 => 4, var size => (int)size };
        if (!Skip(file, (isSingleSegment ? 0 : 1) + contentSize + dictionary)) return false;
        while (true)
        {
            if (Number(file, 3) is not { } block) return false;
            var isRepeatedByte = ((block >> 1) & 3) == 1;
            if (!Skip(file, isRepeatedByte ? 1 : block >> 3)) return false;
            if ((block & 1) != 0) return Skip(file, (descriptor & 4) != 0 ? 4 : 0);
        }
    }

    private static uint? Number(FileStream file, int bytes)
    {
        Span<byte> buffer = stackalloc byte[sizeof(uint)];
        buffer.Clear();
        return file.ReadAtLeast(buffer[..bytes], bytes, throwOnEndOfStream: false) == bytes ? BinaryPrimitives.ReadUInt32LittleEndian(buffer) : null;
    }

    private static bool Skip(FileStream file, long bytes)
    {
        if (file.Length - file.Position < bytes) return false;
        file.Position += bytes;
        return true;
    }
}
