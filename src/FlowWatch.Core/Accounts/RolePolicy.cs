namespace FlowWatch.Core.Accounts;

/// <summary>A policy of a role.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Arn">Its ARN; null for an inline policy.</param>
/// <param name="Document">What it says.</param>
public sealed record RolePolicy(string Name, string? Arn, Fact<PolicyDocument> Document);
