using FlowWatch.Core.FlowLogs;

namespace FlowWatch.Aws.CloudWatchLogs.QueryLanguage;

/// <summary>Something that a query can name: a parsed field, or a column of its result.</summary>
/// <param name="Name">Its name in the query.</param>
/// <param name="IsNumber">Whether it is a whole number, where it is there.</param>
/// <param name="IsKnownPresent">Whether it is there in every line (or row) that gets so far.</param>
/// <param name="IsNegative">Whether it can be below zero.</param>
/// <param name="Bits">How many bits it can have; null where that is not known.</param>
internal sealed record InsightsField(string Name, bool IsNumber, bool IsKnownPresent, bool IsNegative = false, int? Bits = null)
{
    private const int BitsOfByte = 8;
    private const int BitsOfPort = 16;
    private const int BitsOfSeconds = 32;

    /// <summary>A field of a flow log, parsed out of its line.</summary>
    /// <param name="field">Its name in the format.</param>
    /// <param name="isKnownPresent">Whether the filter lets only lines through that have it.</param>
    public static InsightsField Parsed(string field, bool isKnownPresent)
    {
        var known = FlowLogFields.FindOrUnknown(field);
        int? bits = known.Type switch
        {
            FlowLogFieldType.Byte => BitsOfByte,
            FlowLogFieldType.Port => BitsOfPort,
            FlowLogFieldType.EpochSeconds => BitsOfSeconds,
            _ => null,
        };
        return new(InsightsText.Name(known.Name), known.IsNumber, isKnownPresent, false, bits);
    }
}
