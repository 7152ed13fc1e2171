namespace FlowWatch.Core.Queries.Evaluation;

/// <summary>The order of texts by code point, which is that of their UTF-8 bytes: the order DuckDB has, and no culture's.</summary>
internal static class TextOrder
{
    private const char FirstSurrogate = '\ud800';
    private const char LastSurrogate = '\udfff';
    private const int BehindSurrogates = 0x800;

    public static int Compare(string left, string right)
    {
        var same = left.AsSpan().CommonPrefixLength(right);
        if (same == left.Length || same == right.Length) return left.Length.CompareTo(right.Length);
        return Rank(left[same]).CompareTo(Rank(right[same]));
    }

    // Half a surrogate pair stands for a code point above all that fit into one unit.
    private static int Rank(char unit) => unit switch
    {
        < FirstSurrogate => unit,
        <= LastSurrogate => unit + BehindSurrogates + LastSurrogate,
        _ => unit,
    };
}
