namespace FlowWatch.Core.Accounts;

/// <summary>What CloudWatch makes of the values within a period.</summary>
public enum MetricStatistic
{
    /// <summary>Their sum.</summary>
    Sum,

    /// <summary>Their mean.</summary>
    Average,

    /// <summary>The smallest.</summary>
    Minimum,

    /// <summary>The largest.</summary>
    Maximum,

    /// <summary>How many there are.</summary>
    SampleCount,
}
