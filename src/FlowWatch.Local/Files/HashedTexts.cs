using System.IO.Hashing;
using System.Numerics;
using System.Text;

namespace FlowWatch.Local.Files;

/// <summary>A set that may hold more than was put into it, and never less: a bit for each hash.</summary>
internal sealed class HashedTexts
{
    /// <summary>Bits for each text; one of so many is set, so about one other text in as many is taken for one of these.</summary>
    private const int BitsPerText = 256;

    private readonly ulong[] bits;
    private readonly ulong mask;

    /// <summary>Makes a set.</summary>
    public HashedTexts(IReadOnlySet<string> texts)
    {
        var size = BitOperations.RoundUpToPowerOf2((ulong)Math.Max(texts.Count, 1) * BitsPerText);
        bits = new ulong[size / 64];
        mask = size - 1;
        foreach (var text in texts)
        {
            var bit = XxHash3.HashToUInt64(Encoding.UTF8.GetBytes(text)) & mask;
            bits[bit / 64] |= 1UL << (int)(bit % 64);
        }
    }

    /// <summary>Whether a text, in UTF-8, may be one of the set; where it is one, always true.</summary>
    public bool MayHold(ReadOnlySpan<byte> text)
    {
        var bit = XxHash3.HashToUInt64(text) & mask;
        return (bits[bit / 64] & (1UL << (int)(bit % 64))) != 0;
    }
}
