namespace FlowWatch.Core.Accounts;

/// <summary>Reads IAM roles of one account, such as the role that delivers flow logs to CloudWatch Logs. A missing role is the failure NotFound.</summary>
public interface IRoleReader
{
    /// <summary>
    /// A role: who may assume it and what it may do. Needs iam:GetRole; for its policies iam:ListRolePolicies, iam:GetRolePolicy,
    /// iam:ListAttachedRolePolicies, iam:GetPolicy and iam:GetPolicyVersion. What one of these is refused for is a failure of its own.
    /// </summary>
    /// <param name="arn">ARN of the role; one of another account is a failure.</param>
    /// <param name="cancellationToken">Ends the wait with <see cref="OperationCanceledException"/>.</param>
    Task<Fact<RoleDetails>> RoleAsync(string arn, CancellationToken cancellationToken);
}
