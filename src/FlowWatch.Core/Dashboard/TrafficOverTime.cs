using FlowWatch.Core.Findings;

namespace FlowWatch.Core.Dashboard;

/// <summary>How much was recorded over time: what the ledger remembers of judged windows, in steps that are no finer than windows are.</summary>
public sealed record TrafficOverTime
{
    private const int MostBins = 60;

    // What a step is called in the picture, so that a bar can be read.
    private static readonly TimeSpan[] Steps =
    [
        TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(2), TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(10), TimeSpan.FromMinutes(15), TimeSpan.FromMinutes(30),
        TimeSpan.FromHours(1), TimeSpan.FromHours(2), TimeSpan.FromHours(3), TimeSpan.FromHours(6), TimeSpan.FromHours(12), TimeSpan.FromDays(1),
    ];

    /// <summary>The time that is told of.</summary>
    public required TimeWindow Range { get; init; }

    /// <summary>Length of a step.</summary>
    public required TimeSpan Step { get; init; }

    /// <summary>The steps, the oldest first; the first and the last may reach beyond the range.</summary>
    public required IReadOnlyList<TrafficBin> Bins { get; init; }

    /// <summary>Targets with judged windows whose flow logs do not tell what was refused.</summary>
    public required int WithoutAction { get; init; }

    /// <summary>Adds up windows.</summary>
    /// <param name="progress">The windows of all targets and checks.</param>
    /// <param name="range">The time to tell of.</param>
    /// <param name="windowLength">Length of the shortest windows: what they tell is not known any finer.</param>
    public static TrafficOverTime Of(IReadOnlyList<CheckProgress> progress, TimeWindow range, TimeSpan windowLength)
    {
        ArgumentNullException.ThrowIfNull(progress);
        ArgumentNullException.ThrowIfNull(range);
        var step = Steps.FirstOrDefault(step => step >= windowLength && range.Duration / step <= MostBins, Steps[^1]);
        // Steps begin where clocks do, so that a bar does not change with each look at the page.
        var first = new DateTimeOffset(range.From.UtcTicks - (range.From.UtcTicks % step.Ticks), TimeSpan.Zero);
        var count = (int)Math.Ceiling((range.To - first) / step);
        var targets = progress.GroupBy(one => one.Target).Select(same => same.Select(check => new Sums(check, first, step, count)).ToList()).ToList();
        return new TrafficOverTime
        {
            Range = range,
            Step = step,
            Bins = [.. Enumerable.Range(0, count).Select(index => BinOf(targets, index, new TimeWindow(first + (step * index), first + (step * (index + 1)))))],
            WithoutAction = targets.Count(checks => checks.Exists(check => check.IsKnown) && checks.TrueForAll(check => !check.HasAction)),
        };
    }

    // Every check judges the same records: of a target that check counts which has judged most of the step.
    private static TrafficBin BinOf(List<List<Sums>> targets, int index, TimeWindow window)
    {
        double? bytes = null, records = null, refused = null;
        var isWhole = targets.Count > 0;
        foreach (var check in targets.Select(target => target.MaxBy(check => check.Covered[index])!))
        {
            // What is a hair less than all of it is a matter of rounding.
            isWhole &= check.Covered[index] > 0.99;
            if (check.Covered[index] <= 0) continue;
            bytes = (bytes ?? 0) + check.Bytes[index];
            records = (records ?? 0) + check.Records[index];
            if (check.HasAction) refused = (refused ?? 0) + check.Refused[index];
        }

        return new TrafficBin(window, Whole(bytes), Whole(records), Whole(refused), isWhole);
    }

    private static long? Whole(double? amount) => amount is { } sum ? (long)Math.Round(Math.Min(sum, long.MaxValue / 2d)) : null;

    // What the windows of one check come to in each step.
    private sealed class Sums
    {
        public Sums(CheckProgress check, DateTimeOffset first, TimeSpan step, int count)
        {
            (Covered, Bytes, Records, Refused) = (new double[count], new double[count], new double[count], new double[count]);
            foreach (var window in check.Windows.Where(window => window.IsJudged && window.Traffic is not null && window.To > first))
            {
                var traffic = window.Traffic!;
                IsKnown = true;
                HasAction |= traffic.Refused is not null;
                var length = window.To - window.From;
                for (var index = Math.Max(0, (int)((window.From - first) / step)); index < count; index++)
                {
                    var begin = first + (step * index);
                    if (begin >= window.To) break;
                    var end = begin + step;
                    var shared = (window.To < end ? window.To : end) - (window.From > begin ? window.From : begin);
                    var share = shared / length;
                    Covered[index] += shared / step;
                    Bytes[index] += traffic.Bytes * share;
                    Records[index] += traffic.Records * share;
                    Refused[index] += (traffic.Refused ?? 0) * share;
                }
            }
        }

        public double[] Covered { get; }

        public double[] Bytes { get; }

        public double[] Records { get; }

        public double[] Refused { get; }

        public bool IsKnown { get; }

        public bool HasAction { get; }
    }
}
