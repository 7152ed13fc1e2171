namespace FlowWatch.Core.Accounts;

/// <summary>What could not be looked at, and why.</summary>
/// <param name="Kind">The sort of failure.</param>
/// <param name="Action">The IAM action that was tried: <c>ec2:DescribeFlowLogs</c>.</param>
/// <param name="Resource">What it was tried on: an ARN, a name, or <c>*</c>.</param>
/// <param name="Message">What AWS said, cleaned of anything secret, for people.</param>
public sealed record FactFailure(FactFailureKind Kind, string Action, string Resource, string Message)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Action} on {Resource}: {Message}";

    /// <summary>Several in one sentence; what failed for the same reason is told with it once.</summary>
    public static string Text(IEnumerable<FactFailure> failures) =>
        string.Join("; ", failures.GroupBy(failure => failure.Message).Select(same => $"{string.Join(", ", same.Select(failure => $"{failure.Action} on {failure.Resource}").Distinct())}: {same.Key}"));
}
