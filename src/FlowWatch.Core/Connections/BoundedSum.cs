namespace FlowWatch.Core.Connections;

/// <summary>Sums that stop at the largest number there is: a few hostile records must not stop everyone else from being judged.</summary>
public static class BoundedSum
{
    /// <summary>The sum of some amounts, none of them negative.</summary>
    public static long SumBounded<T>(this IEnumerable<T> items, Func<T, long> amount)
    {
        ArgumentNullException.ThrowIfNull(items);
        ArgumentNullException.ThrowIfNull(amount);
        return items.Aggregate(0L, (sum, item) => Add(sum, amount(item)));
    }

    /// <summary>The sum of two amounts, neither of them negative.</summary>
    public static long Add(long left, long right) => left > long.MaxValue - right ? long.MaxValue : left + right;
}
