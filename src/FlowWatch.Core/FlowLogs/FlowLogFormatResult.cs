using System.Diagnostics.CodeAnalysis;

namespace FlowWatch.Core.FlowLogs;

/// <summary>A format, or why there is none. Exactly one of the two is set.</summary>
/// <param name="Format">The format, when the text was one.</param>
/// <param name="Error">What was wrong and where, when it was not.</param>
public sealed record FlowLogFormatResult(FlowLogFormat? Format, string? Error)
{
    /// <summary>Whether the text was a format.</summary>
    [MemberNotNullWhen(true, nameof(Format))]
    [MemberNotNullWhen(false, nameof(Error))]
    public bool IsSuccess => Format is not null;

    internal static FlowLogFormatResult Success(FlowLogFormat format) => new(format, null);

    internal static FlowLogFormatResult Failure(string error) => new(null, error);
}
