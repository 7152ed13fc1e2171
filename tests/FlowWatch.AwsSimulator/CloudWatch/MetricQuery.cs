using FlowWatch.AwsSimulator.Wire;

namespace FlowWatch.AwsSimulator.CloudWatch;

/// <summary>One query of GetMetricData.</summary>
internal sealed record MetricQuery(string Id, string Label, SimulatedMetric Metric, TimeSpan Period, string Statistic)
{
    private const int Minute = 60;

    /// <summary>The values, one for each period that has samples: CloudWatch leaves out the others.</summary>
    /// <exception cref="SimulatedServiceException">ValidationError: there is no such statistic.</exception>
    public IReadOnlyList<MetricPoint> Points(SimulatedMetrics metrics, DateTimeOffset start, DateTimeOffset end) =>
    [
        .. metrics.Samples(Metric)
            .Where(sample => sample.Time >= Aligned(start) && sample.Time < end)
            .GroupBy(sample => Aligned(sample.Time))
            .OrderBy(period => period.Key)
            .Select(period => new MetricPoint(period.Key, Value([.. period.Select(sample => sample.Value)]))),
    ];

    /// <summary>Whether CloudWatch has periods of this length.</summary>
    public static bool IsPeriod(int seconds) => seconds is 1 or 5 or 10 or 20 or 30 || (seconds > 0 && seconds % Minute == 0);

    private DateTimeOffset Aligned(DateTimeOffset time) => time.AddTicks(-(time.Ticks % Period.Ticks));

    private double Value(double[] values) => Statistic switch
    {
        "Sum" => values.Sum(),
        "Average" => values.Average(),
        "Minimum" => values.Min(),
        "Maximum" => values.Max(),
        "SampleCount" => values.Length,
        _ => throw new SimulatedServiceException("ValidationError", $"The value {Statistic} for parameter MetricDataQueries.member.MetricStat.Stat is not a valid statistic."),
    };
}
