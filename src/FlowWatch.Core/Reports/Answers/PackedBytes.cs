using System.IO.Compression;

namespace FlowWatch.Core.Reports.Answers;

/// <summary>Bytes as a short text: gzip in Base64.</summary>
public static class PackedBytes
{
    /// <summary>The text of some bytes.</summary>
    /// <param name="bytes">The bytes.</param>
    public static string Pack(ReadOnlySpan<byte> bytes)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true)) gzip.Write(bytes);
        return Convert.ToBase64String(packed.GetBuffer(), 0, (int)packed.Length);
    }

    /// <summary>The bytes of such a text.</summary>
    /// <param name="text">The text.</param>
    public static byte[] Unpack(string text)
    {
        using var gzip = new GZipStream(new MemoryStream(Convert.FromBase64String(text)), CompressionMode.Decompress);
        using var bytes = new MemoryStream();
        gzip.CopyTo(bytes);
        return bytes.ToArray();
    }
}
