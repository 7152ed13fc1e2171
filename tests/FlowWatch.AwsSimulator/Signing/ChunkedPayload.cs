using System.Globalization;
using System.Text;

namespace FlowWatch.AwsSimulator.Signing;

/// <summary>The body of an upload in <c>aws-chunked</c> coding: chunks, signed or not, and headers after them.</summary>
internal static class ChunkedPayload
{
    private static ReadOnlySpan<byte> NewLine => "\r\n"u8;

    /// <summary>What the chunks hold; null when a chunk's signature or form is wrong.</summary>
    /// <param name="body">The body as sent.</param>
    /// <param name="calculator">Computes the signatures; null when the chunks are not signed.</param>
    /// <param name="seed">The signature of the request's head, which the first chunk's signature builds on.</param>
    public static byte[]? Decode(ReadOnlySpan<byte> body, SignatureCalculator? calculator, string seed)
    {
        var whole = new MemoryStream();
        var previous = seed;
        while (true)
        {
            var end = body.IndexOf(NewLine);
            if (end < 0) return null;
            var head = Encoding.ASCII.GetString(body[..end]).Split(';', 2);
            if (!int.TryParse(head[0], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var size)) return null;
            body = body[(end + 2)..];
            if (size < 0 || size > body.Length) return null;

            var chunk = body[..size];
            if (calculator is not null)
            {
                var expected = calculator.OfChunk(previous, chunk);
                if (head.Length < 2 || head[1] != "chunk-signature=" + expected) return null;
                previous = expected;
            }

            whole.Write(chunk);
            body = body[size..];
            if (size == 0) return TrailerHolds(body, calculator, previous) ? whole.ToArray() : null;
            if (!body.StartsWith(NewLine)) return null;
            body = body[2..];
        }
    }

    private static bool TrailerHolds(ReadOnlySpan<byte> rest, SignatureCalculator? calculator, string previous)
    {
        var lines = Encoding.UTF8.GetString(rest).Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        var signature = Array.Find(lines, line => line.StartsWith("x-amz-trailer-signature:", StringComparison.OrdinalIgnoreCase));
        if (signature is null || calculator is null) return true;
        var signed = string.Concat(lines.Where(line => line != signature).Select(line => line + "\n"));
        return signature[(signature.IndexOf(':', StringComparison.Ordinal) + 1)..] == calculator.OfTrailer(previous, signed);
    }
}
