namespace FlowWatch.Core.Detections;

/// <summary>Says what a detection's setting is: its unit, which way is more suspicious, and why the default is what it is.</summary>
/// <param name="unit">What is counted: <c>ports</c>, <c>bytes</c>, <c>minutes</c>.</param>
/// <param name="direction">Which way fires: <c>more than</c>, <c>at least</c>, <c>at most</c>, <c>within</c>, <c>one of</c>.</param>
/// <param name="reason">Why the default is what it is, and where it comes from.</param>
[AttributeUsage(AttributeTargets.Property)]
public sealed class SettingAttribute(string unit, string direction, string reason) : Attribute
{
    /// <summary>What is counted.</summary>
    public string Unit { get; } = unit;

    /// <summary>Which way fires.</summary>
    public string Direction { get; } = direction;

    /// <summary>Why the default is what it is.</summary>
    public string Reason { get; } = reason;

    /// <summary>The smallest value that makes sense. Default: 1.</summary>
    public long Minimum { get; init; } = 1;

    /// <summary>Values must be multiples of this. Default: 1.</summary>
    public long Step { get; init; } = 1;

    /// <summary>The largest value that makes sense. Default: no limit.</summary>
    public long Maximum { get; init; } = long.MaxValue;
}
