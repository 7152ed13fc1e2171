namespace FlowWatch.Core.FlowLogs;

/// <summary>Why a line is not a record: what was wrong, in which field, and what was there.</summary>
/// <param name="Reason">What was wrong.</param>
/// <param name="Field">The name of the field, or null when the line as a whole is wrong.</param>
/// <param name="Found">What was there, shortened and safe to print; for a wrong number of fields, how many there were.</param>
/// <param name="Expected">What should have been there, in words; for a wrong number of fields, how many.</param>
public sealed record FlowLogLineFailure(FlowLogLineFailureReason Reason, string? Field, string Found, string Expected)
{
    /// <summary>The failure as one sentence without a full stop, such as <c>field 'bytes': 'abc' is not a whole number</c>.</summary>
    public override string ToString() => FlowLogLineErrors.Describe(this);
}
