using System.Text.RegularExpressions;
using FlowWatch.AwsSimulator.Wire;

namespace FlowWatch.AwsSimulator.CloudWatch;

/// <summary>GetMetricData, apart from how it is written on the wire.</summary>
internal sealed partial record GetMetricDataOperation
{
    private const int MaximumQueries = 500;

    /// <summary>The start, within the first period.</summary>
    public required DateTimeOffset Start { get; init; }

    /// <summary>The end; not within.</summary>
    public required DateTimeOffset End { get; init; }

    /// <summary>The queries.</summary>
    public required IReadOnlyList<MetricQuery> Queries { get; init; }

    /// <summary>Whether the newest value comes first.</summary>
    public required bool NewestFirst { get; init; }

    /// <summary>The most values on a page.</summary>
    public required int PageSize { get; init; }

    /// <summary>How many values were on the pages before.</summary>
    public required int Skipped { get; init; }

    /// <summary>One page, and where the next one begins; null at the end.</summary>
    /// <exception cref="SimulatedServiceException">A parameter is wrong.</exception>
    public (IReadOnlyList<MetricResult> Results, int? Next) Answer(SimulatedMetrics metrics)
    {
        Check();
        var results = new List<MetricResult>();
        var position = 0;
        var end = Skipped + PageSize;
        foreach (var query in Queries)
        {
            var points = query.Points(metrics, Start, End);
            var ordered = NewestFirst ? [.. points.Reverse()] : points;
            var (first, last) = (Math.Max(Skipped - position, 0), Math.Min(end - position, ordered.Count));
            var onPage = first < last ? ordered.Skip(first).Take(last - first).ToList() : [];
            // A query without any values is told of once, on the first page.
            if (onPage.Count > 0 || (ordered.Count == 0 && Skipped == 0)) results.Add(new MetricResult(query, onPage, last == ordered.Count));
            position += ordered.Count;
        }

        return (results, position > end ? end : null);
    }

    private static SimulatedServiceException Invalid(string message) => new("ValidationError", message);

    private void Check()
    {
        if (Start >= End) throw Invalid("The parameter StartTime must be less than the parameter EndTime.");
        if (Queries.Count == 0) throw Invalid("The parameter MetricDataQueries is required.");
        if (Queries.Count > MaximumQueries) throw Invalid($"The collection MetricDataQueries must not have a size greater than {MaximumQueries}.");
        if (Queries.FirstOrDefault(query => !Id().IsMatch(query.Id)) is { } badId)
        {
            throw Invalid($"The value {badId.Id} for parameter MetricDataQueries.member.Id is not matching the expected pattern ^[a-z][a-zA-Z0-9_]*$.");
        }

        if (Queries.DistinctBy(query => query.Id).Count() < Queries.Count) throw Invalid("The values for parameter id in MetricDataQueries are not unique.");
        if (Queries.FirstOrDefault(query => !MetricQuery.IsPeriod((int)query.Period.TotalSeconds)) is { } badPeriod)
        {
            throw Invalid($"The period {badPeriod.Period.TotalSeconds} of query {badPeriod.Id} must be 1, 5, 10, 20, 30 or a multiple of 60.");
        }
    }

    [GeneratedRegex("^[a-z][a-zA-Z0-9_]{0,254}$")]
    private static partial Regex Id();
}
