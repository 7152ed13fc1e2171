using Amazon.IdentityManagement.Model;
using FlowWatch.Core.Accounts;
using FlowWatch.Core.Diagnostics.Access;
using FlowWatch.Core.Targets;

namespace FlowWatch.Aws.Access;

/// <summary>Actions of IAM, on the role that delivers the target's flow logs.</summary>
internal static class IamTrials
{
    private const string NoPolicy = "flowwatch-doctor-no-such-policy";

    private static readonly string[] IsNotThere = ["NoSuchEntity", "NoSuchEntityException"];

    public static IEnumerable<KeyValuePair<string, AccessTrial>> All =>
    [
        new("iam:GetRole", OnRole((place, role, token) => place.Clients.Iam(place.Target).GetRoleAsync(new GetRoleRequest { RoleName = role }, token))),
        new("iam:ListRolePolicies", OnRole(async (place, role, token) =>
        {
            var response = await place.Clients.Iam(place.Target).ListRolePoliciesAsync(new ListRolePoliciesRequest { RoleName = role, MaxItems = 1 }, token).ConfigureAwait(false);
            place.InlinePolicy = response.PolicyNames?.FirstOrDefault();
        })),
        new("iam:GetRolePolicy", OnRole((place, role, token) => place.Clients.Iam(place.Target).GetRolePolicyAsync(new GetRolePolicyRequest { RoleName = role, PolicyName = place.InlinePolicy ?? NoPolicy }, token), IsNotThere)),
        new("iam:ListAttachedRolePolicies", OnRole(async (place, role, token) =>
        {
            var response = await place.Clients.Iam(place.Target).ListAttachedRolePoliciesAsync(new ListAttachedRolePoliciesRequest { RoleName = role, MaxItems = 1 }, token).ConfigureAwait(false);
            place.ManagedPolicy = response.AttachedPolicies?.FirstOrDefault()?.PolicyArn;
        })),
        new("iam:GetPolicy", AccessTrial.Ask((place, token) => place.Clients.Iam(place.Target).GetPolicyAsync(new GetPolicyRequest { PolicyArn = PolicyOf(place) }, token), IsNotThere)),
        new("iam:GetPolicyVersion", AccessTrial.Ask((place, token) => place.Clients.Iam(place.Target).GetPolicyVersionAsync(new GetPolicyVersionRequest { PolicyArn = PolicyOf(place), VersionId = "v1" }, token), IsNotThere)),
    ];

    // IAM answers for a role that is not there only where every role may be asked for; so the role must be a real one.
    private static AccessTrial OnRole(Func<TrialPlace, string, CancellationToken, Task> call, params IReadOnlyList<string> allowedCodes) => new(
        async (_, place, cancellationToken) =>
        {
            var flowLogs = await place.FlowLogsAsync(cancellationToken).ConfigureAwait(false);
            if (!flowLogs.IsKnown) return TrialResult.CouldNotLook($"which role delivers the flow logs is not known: {flowLogs.Failure}");
            if (RoleIn(flowLogs.Value, place.Target.Account) is not { } role) return TrialResult.NotTried($"no flow log delivers to {place.Target.LogGroup} with a role of account {place.Target.Account}, so there is nothing to ask about");

            await call(place, role, cancellationToken).ConfigureAwait(false);
            return new TrialResult(AccessOutcome.Ok, $"answered for {role}");
        },
        allowedCodes);

    private static string? RoleIn(IReadOnlyList<FlowLogConfiguration> flowLogs, string account) => flowLogs
        .Select(flowLog => flowLog.DeliveryRoleArn is { } text ? Arn.Parse(text) : null)
        .FirstOrDefault(arn => arn is { Service: "iam" } && arn.Account == account)
        ?.Resource.Split('/')[^1];

    private static string PolicyOf(TrialPlace place) => place.ManagedPolicy ?? $"arn:{AwsRegions.PartitionOf(place.Target.Region)}:iam::{place.Target.Account}:policy/{NoPolicy}";
}
