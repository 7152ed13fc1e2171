using System.Buffers.Binary;
using System.Text;

namespace FlowWatch.Core.Queries.Evaluation;

/// <summary>
/// The number that <see cref="FlowExpression.Identity"/> stands for: the one that DuckDB's <c>hash</c> gives, so that both engines name
/// an interface alike and choose alike between two that saw the same. A test holds them together.
/// </summary>
internal static class FlowIdentity
{
    // The multiplier and the seed of DuckDB's hash of bytes, and what it takes for NULL.
    private const ulong Multiplier = 0xd6e8feb86659fd93;
    private const ulong LengthMultiplier = 0xc6a4a7935bd1e995;
    private const ulong Seed = 0xe17a1465;
    private const ulong OfAbsent = 0xbf58476d1ce4e5b9;

    private const int LongestOnStack = 256;

    public static long Of(ReadOnlySpan<FlowValue> values)
    {
        unchecked
        {
            var hash = Of(values[0]);
            foreach (var value in values[1..])
            {
                hash ^= hash >> 32;
                hash *= Multiplier;
                hash ^= Of(value);
            }

            return (long)hash;
        }
    }

    private static ulong Of(FlowValue value) =>
        value.IsAbsent ? OfAbsent
        : value.Text is { } text ? Of(text)
        : Mixed(unchecked((ulong)(value.IsNumber ? value.Number : value.IsTrue ? 1 : 0)));

    private static ulong Of(string text)
    {
        var length = Encoding.UTF8.GetByteCount(text);
        var bytes = length <= LongestOnStack ? stackalloc byte[LongestOnStack] : new byte[length];
        return Of(bytes[..Encoding.UTF8.GetBytes(text, bytes)]);
    }

    private static ulong Of(ReadOnlySpan<byte> bytes)
    {
        unchecked
        {
            var hash = Seed ^ ((ulong)bytes.Length * LengthMultiplier);
            for (; bytes.Length >= sizeof(ulong); bytes = bytes[sizeof(ulong)..])
            {
                hash = (hash ^ BinaryPrimitives.ReadUInt64LittleEndian(bytes)) * Multiplier;
            }

            if (bytes.Length > 0)
            {
                Span<byte> rest = stackalloc byte[sizeof(ulong)];
                rest.Clear();
                bytes.CopyTo(rest);
                hash = (hash ^ BinaryPrimitives.ReadUInt64LittleEndian(rest)) * Multiplier;
            }

            return Mixed(hash);
        }
    }

    private static ulong Mixed(ulong value)
    {
        unchecked
        {
            value ^= value >> 32;
            value *= Multiplier;
            value ^= value >> 32;
            value *= Multiplier;
            value ^= value >> 32;
            return value;
        }
    }
}
