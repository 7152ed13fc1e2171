using FlowWatch.Core.Configuration;
using FlowWatch.Core.Diagnostics.Parameters;
using FlowWatch.Core.Findings;
using FlowWatch.Core.FlowLogs;
using FlowWatch.Core.Queries;
using static FlowWatch.Core.Queries.FlowExpression;

namespace FlowWatch.Core.Diagnostics.Traffic;

/// <summary>Bins of time.</summary>
internal static class TrafficBins
{
    private const int MostUnlessAsked = 60;

    // A record spans up to 600 s; bins below a minute show its start, not its traffic.
    private static readonly long[] Lengths = [60, 300, 600, 900, 1800, 3600, 10_800, 21_600, 43_200, 86_400];

    /// <summary>What is wrong with the length of bins.</summary>
    public static (string Parameter, string Error)? Wrong(DiagnosticRequest request)
    {
        if (request.Arguments.Length(DiagnosticParameters.Bin) is not { } length) return null;
        if (length > TrafficQuestion.Longest) return (DiagnosticParameters.Bin.Name, $"too long: at most {LengthOfTime.Text(TrafficQuestion.Longest)}");
        if (request.Window is not { } window) return null;
        return window.Duration / length > DiagnosticParameters.MostRows
            ? (DiagnosticParameters.Bin.Name, $"too short: {LengthOfTime.Text(length)} makes more than {DiagnosticParameters.MostRows} bins of {ReadableNumber.Duration(window.Duration)}")
            : null;
    }

    /// <summary>Seconds of a bin.</summary>
    public static long Seconds(DiagnosticRequest request)
    {
        if (request.Arguments.Length(DiagnosticParameters.Bin) is { } length) return (long)length.TotalSeconds;
        var whole = request.Window?.Duration.TotalSeconds ?? Lengths[^1];
        return Lengths.FirstOrDefault(one => whole / one <= MostUnlessAsked, Lengths[^1]);
    }

    /// <summary>The key of a bin.</summary>
    public static FlowExpression Key(long seconds) => Field(FlowLogFieldNames.Start) / seconds;

    /// <summary>From the first to the last record; null where there is none.</summary>
    public static async Task<TimeWindow?> ExtentAsync(IFlowLogEngine engine, CancellationToken cancellationToken)
    {
        if (!engine.AvailableFields.Contains(FlowLogFieldNames.Start)) return null;
        var start = Field(FlowLogFieldNames.Start);
        var query = FlowQuery.OverRecords("extent").Where(start.IsPresent()).Measure(FlowMeasure.Minimum("first", start), FlowMeasure.Maximum("last", start));
        var rows = await engine.QueryAsync(query, cancellationToken).ConfigureAwait(false);
        return rows is [var row, ..] && row.Number("first") is >= 0 and { } first && row.Number("last") is < 253_402_300_799 and { } last
            ? new TimeWindow(DateTimeOffset.FromUnixTimeSeconds(first), DateTimeOffset.FromUnixTimeSeconds(last + 1)) : null;
    }
}
