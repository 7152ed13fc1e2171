using System.Numerics;

namespace FlowWatch.Aws.CloudWatchLogs.QueryLanguage;

/// <summary>
/// A whole number in Logs Insights QL. Its text is a number for every line that has the format's shape, so that nothing computed from it
/// is ever absent; whether it means anything is told apart.
/// </summary>
/// <param name="Text">The text.</param>
/// <param name="Presence">Where it means something.</param>
/// <param name="IsNegative">Whether it can be below zero.</param>
/// <param name="Bits">How many bits it can have; null where that is not known.</param>
/// <param name="Constant">The number, where it is the same for every line.</param>
internal sealed record InsightsNumber(string Text, InsightsTruth Presence, bool IsNegative, int? Bits = null, long? Constant = null)
{
    /// <summary>A number that is the same for every line.</summary>
    public static InsightsNumber Of(long number) =>
        new(InsightsText.Number(number), InsightsTruth.Always, number < 0, number < 0 ? null : BitOperations.Log2((ulong)number) + 1, number);
}
