using System.Globalization;

namespace FlowWatch.Core.FlowLogs;

/// <summary>The texts for lines that are no records.</summary>
internal static class FlowLogLineErrors
{
    public static FlowLogLineFailure FieldCount(int expected, int found) => new(
        found < expected ? FlowLogLineFailureReason.TooFewFields : FlowLogLineFailureReason.TooManyFields,
        null,
        found.ToString(CultureInfo.InvariantCulture),
        expected.ToString(CultureInfo.InvariantCulture));

    public static FlowLogLineFailure NotWholeNumber(FlowLogField field, ReadOnlySpan<char> found) =>
        InField(FlowLogLineFailureReason.NotWholeNumber, field, found, "a whole number");

    public static FlowLogLineFailure NumberOutOfRange(FlowLogField field, ReadOnlySpan<char> found, long largest) =>
        InField(
            FlowLogLineFailureReason.NumberOutOfRange,
            field,
            found,
            string.Create(CultureInfo.InvariantCulture, $"between 0 and {largest}"));

    public static FlowLogLineFailure NotAnAddress(FlowLogField field, ReadOnlySpan<char> found) =>
        InField(FlowLogLineFailureReason.NotAnAddress, field, found, "an IP address");

    public static FlowLogLineFailure NotAValue(FlowLogField field, ReadOnlySpan<char> found) =>
        InField(FlowLogLineFailureReason.NotAValue, field, found, "a value without blanks and quotation marks");

    public static FlowLogLineFailure UnclosedQuotation(ReadOnlySpan<char> line) =>
        new(FlowLogLineFailureReason.UnclosedQuotation, null, PrintableText.From(line), "a closing quotation mark");

    public static FlowLogLineFailure ControlCharacter(ReadOnlySpan<char> line) =>
        new(FlowLogLineFailureReason.ControlCharacter, null, PrintableText.From(line), "text");

    public static string Describe(FlowLogLineFailure failure) => failure.Reason switch
    {
        FlowLogLineFailureReason.TooFewFields or FlowLogLineFailureReason.TooManyFields =>
            $"expected {failure.Expected} {(failure.Expected == "1" ? "field" : "fields")}, found {failure.Found}",
        FlowLogLineFailureReason.UnclosedQuotation => $"'{failure.Found}' has a quotation mark that is not closed",
        FlowLogLineFailureReason.ControlCharacter => $"'{failure.Found}' is not text: it has a control character",
        _ => $"field '{failure.Field}': '{failure.Found}' is not {failure.Expected}",
    };

    private static FlowLogLineFailure InField(
        FlowLogLineFailureReason reason, FlowLogField field, ReadOnlySpan<char> found, string expected) =>
        new(reason, field.Name, PrintableText.From(found), expected);
}
