namespace FlowWatch.Core.FlowLogs;

/// <summary>Why a line is not a record.</summary>
public enum FlowLogLineFailureReason
{
    /// <summary>The line has fewer values than the format has fields.</summary>
    TooFewFields,

    /// <summary>The line has more values than the format has fields.</summary>
    TooManyFields,

    /// <summary>A field that holds a number holds something else.</summary>
    NotWholeNumber,

    /// <summary>A number is negative, or larger than the field can hold.</summary>
    NumberOutOfRange,

    /// <summary>A field that holds an address holds something else.</summary>
    NotAnAddress,

    /// <summary>A quotation mark is opened and not closed, or text follows the closing one.</summary>
    UnclosedQuotation,

    /// <summary>A value between commas or quotation marks holds a blank or a quotation mark, which no flow log value has.</summary>
    NotAValue,

    /// <summary>The line has a control character: it is from a binary file.</summary>
    ControlCharacter,
}
