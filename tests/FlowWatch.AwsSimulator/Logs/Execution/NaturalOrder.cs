namespace FlowWatch.AwsSimulator.Logs.Execution;

/// <summary>
/// The order of <c>sort</c>: what is absent, then texts, then numbers. Within texts, runs of digits count by their length and then by
/// their value, everything else by its Unicode value (documentation of sort).
/// </summary>
internal sealed class NaturalOrder : IComparer<QueryValue>
{
    /// <summary>The order.</summary>
    public static NaturalOrder Ascending { get; } = new();

    /// <inheritdoc/>
    public int Compare(QueryValue x, QueryValue y)
    {
        var xIsNumber = x.TryGetNumber(out var first);
        var yIsNumber = y.TryGetNumber(out var second);
        if (xIsNumber && yIsNumber) return first.CompareTo(second);
        if (xIsNumber || yIsNumber) return xIsNumber ? 1 : -1;
        if (!x.IsPresent || !y.IsPresent) return x.IsPresent.CompareTo(y.IsPresent);
        return CompareTexts(x.TextSpan, y.TextSpan);
    }

    private static int CompareTexts(ReadOnlySpan<char> x, ReadOnlySpan<char> y)
    {
        while (!x.IsEmpty && !y.IsEmpty)
        {
            var xRun = DigitsAtStart(x);
            var yRun = DigitsAtStart(y);
            var length = xRun > 0 && yRun > 0 ? xRun : 1;
            var order = xRun > 0 && yRun > 0 && xRun != yRun ? xRun.CompareTo(yRun) : x[..length].SequenceCompareTo(y[..length]);
            if (order != 0) return order;
            x = x[length..];
            y = y[length..];
        }

        return x.Length.CompareTo(y.Length);
    }

    private static int DigitsAtStart(ReadOnlySpan<char> text)
    {
        var end = text.IndexOfAnyExceptInRange('0', '9');
        return end < 0 ? text.Length : end;
    }
}
