using System.Globalization;
using FlowWatch.Core.FlowLogs;

namespace FlowWatch.Aws.CloudWatchLogs.QueryLanguage;

/// <summary>The question how long records took from their end to their arrival, in whole seconds. It cannot be put as a FlowQuery: arrival is no field of a record.</summary>
internal static class InsightsDelays
{
    private const string Delay = "delay";
    private const string Records = "records";

    /// <summary>The query for the lines of one format.</summary>
    public static string Text(InsightsParse parse)
    {
        var end = InsightsText.Name(FlowLogFieldNames.End);
        return $"{parse.Command}\n| filter {parse.Shape}\n| filter {end} like /^[0-9]+$/\n| fields floor(toMillis(@ingestionTime) / 1000 - {end}) as {Delay}\n| stats count(*) as {Records} by {Delay}";
    }

    /// <summary>A delay and how many records took it. A record that is there before its end, because clocks differ, took no time.</summary>
    public static (TimeSpan Delay, long Records) Read(IReadOnlyDictionary<string, string> row) =>
        (TimeSpan.FromSeconds(Math.Max(0, double.Parse(row[Delay], CultureInfo.InvariantCulture))), long.Parse(row[Records], CultureInfo.InvariantCulture));
}
