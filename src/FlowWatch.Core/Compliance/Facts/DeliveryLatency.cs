using FlowWatch.Core.Findings;

namespace FlowWatch.Core.Compliance.Facts;

/// <summary>How long records took from the end of what they tell of to their arrival (<c>@ingestionTime</c> − <c>end</c>).</summary>
/// <param name="Window">Records that started in it were measured.</param>
/// <param name="Query">The query that was asked, as text, to repeat it.</param>
/// <param name="Records">How many records were measured.</param>
/// <param name="Half">Half of them took no longer.</param>
/// <param name="NinetyFifth">95 of 100 took no longer.</param>
/// <param name="NinetyNinth">99 of 100 took no longer.</param>
public sealed record DeliveryLatency(TimeWindow Window, string Query, long Records, TimeSpan Half, TimeSpan NinetyFifth, TimeSpan NinetyNinth)
{
    private const int Percent = 100;

    /// <summary>Sums up delays.</summary>
    /// <param name="window">Records that started in it were measured.</param>
    /// <param name="query">The query that was asked.</param>
    /// <param name="delays">Delays and how many records took each.</param>
    public static DeliveryLatency Of(TimeWindow window, string query, IEnumerable<(TimeSpan Delay, long Records)> delays)
    {
        var sorted = delays.OrderBy(one => one.Delay).ToList();
        var records = sorted.Sum(one => one.Records);
        return new DeliveryLatency(window, query, records, Percentile(50), Percentile(95), Percentile(99));

        // The delay of the record at that place, counted from the shortest: nothing is put between two measured values.
        TimeSpan Percentile(int percentile)
        {
            var left = ((records * percentile) + Percent - 1) / Percent;
            foreach (var (delay, count) in sorted)
            {
                if ((left -= count) <= 0) return delay;
            }

            return TimeSpan.Zero;
        }
    }
}
