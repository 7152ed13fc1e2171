using FlowWatch.Core.Configuration;

namespace FlowWatch.Core.Targets;

/// <summary>Reads how Logs Insights is asked.</summary>
internal static class InsightsSettingsReader
{
    /// <summary>The settings of the section.</summary>
    public static InsightsSettings Read(SettingSection section)
    {
        var defaults = new InsightsSettings();
        return new InsightsSettings
        {
            ConcurrentQueries = section.WholeNumber("concurrentQueries", defaults.ConcurrentQueries),
            StartsPerSecond = section.WholeNumber("startsPerSecond", defaults.StartsPerSecond),
            QueryDeadline = section.LengthOfTime("queryDeadline", defaults.QueryDeadline),
            MaximumSlices = section.WholeNumber("maximumSlices", defaults.MaximumSlices),
            PricePerGigabyte = section.Number("pricePerGigabyte", defaults.PricePerGigabyte),
        };
    }
}
