namespace FlowWatch.Core.Compliance.Reports;

/// <summary>A result that differs between two reports.</summary>
/// <param name="Kind">How it differs.</param>
/// <param name="Target">The target.</param>
/// <param name="Control">Id of the control; null where the whole target changed between verified and not.</param>
/// <param name="Resource">What was judged.</param>
/// <param name="Before">What it came to in the earlier report; null where it was not in it.</param>
/// <param name="After">What it came to in the later one; null where it is not in it.</param>
/// <param name="Statement">The later sentence, or the earlier one of what is gone.</param>
public sealed record ComplianceChange(ChangeKind Kind, string Target, string? Control, string Resource, ControlStatus? Before, ControlStatus? After, string Statement);
