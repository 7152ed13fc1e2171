using Amazon.IdentityManagement;
using Amazon.IdentityManagement.Model;
using FlowWatch.Core.Accounts;

namespace FlowWatch.Aws.Iam;

/// <summary>Reads the roles of the account that a client is for.</summary>
/// <param name="client">The client; whoever made it disposes of it.</param>
internal sealed class IamRoleReader(IAmazonIdentityManagementService client) : IRoleReader
{
    private const string GetRoleAction = "iam:GetRole";

    /// <summary>The most that AWS gives in one page.</summary>
    private const int PageSize = 1_000;

    public Task<Fact<RoleDetails>> RoleAsync(string arn, CancellationToken cancellationToken) => FactLookup.AskAsync<RoleDetails>(
        GetRoleAction,
        arn,
        async () =>
        {
            if (RoleName(arn) is not { } name) return new FactFailure(FactFailureKind.NotFound, GetRoleAction, arn, "this is no ARN of a role (arn:aws:iam::ACCOUNT:role/NAME)");

            var role = (await client.GetRoleAsync(new GetRoleRequest { RoleName = name }, cancellationToken).ConfigureAwait(false)).Role;

            // IAM looks for the name in the account of the credentials, whatever account the ARN names.
            if (role.Arn != arn) return new FactFailure(FactFailureKind.NotFound, GetRoleAction, arn, $"the credentials at hand see {AwsErrorText.Clean(role.Arn)} under that name; ask with a role of the account that the ARN names");

            return new RoleDetails
            {
                Arn = arn,
                Name = name,
                CreatedAt = AwsTime.Utc(role.CreateDate),
                Trust = Document(role.AssumeRolePolicyDocument, GetRoleAction, arn),
                InlinePolicies = await InlineAsync(arn, name, cancellationToken).ConfigureAwait(false),
                AttachedPolicies = await AttachedAsync(arn, name, cancellationToken).ConfigureAwait(false),
                PermissionsBoundary = role.PermissionsBoundary?.PermissionsBoundaryArn is { Length: > 0 } boundary
                    ? new RolePolicy(NameOf(boundary), boundary, await ManagedAsync(boundary, cancellationToken).ConfigureAwait(false))
                    : null,
            };
        },
        cancellationToken);

    private Task<Fact<IReadOnlyList<RolePolicy>>> InlineAsync(string arn, string role, CancellationToken cancellationToken)
    {
        const string Action = "iam:ListRolePolicies";
        return FactLookup.AskAsync(
            Action,
            arn,
            async () =>
            {
                var names = await PagesAsync(
                    Action,
                    arn,
                    async marker =>
                    {
                        var response = await client.ListRolePoliciesAsync(new ListRolePoliciesRequest { RoleName = role, Marker = marker, MaxItems = PageSize }, cancellationToken).ConfigureAwait(false);
                        return (response.PolicyNames ?? [], response.IsTruncated == true ? response.Marker : null);
                    }).ConfigureAwait(false);
                if (!names.IsKnown) return names.Failure;

                var policies = new List<RolePolicy>();
                foreach (var name in names.Value.Order(StringComparer.Ordinal))
                    policies.Add(new RolePolicy(name, null, await InlineDocumentAsync(arn, role, name, cancellationToken).ConfigureAwait(false)));
                return Facts.Known<IReadOnlyList<RolePolicy>>(policies);
            },
            cancellationToken);
    }

    private Task<Fact<IReadOnlyList<RolePolicy>>> AttachedAsync(string arn, string role, CancellationToken cancellationToken)
    {
        const string Action = "iam:ListAttachedRolePolicies";
        return FactLookup.AskAsync(
            Action,
            arn,
            async () =>
            {
                var attached = await PagesAsync(
                    Action,
                    arn,
                    async marker =>
                    {
                        var response = await client.ListAttachedRolePoliciesAsync(new ListAttachedRolePoliciesRequest { RoleName = role, Marker = marker, MaxItems = PageSize }, cancellationToken).ConfigureAwait(false);
                        return (response.AttachedPolicies ?? [], response.IsTruncated == true ? response.Marker : null);
                    }).ConfigureAwait(false);
                if (!attached.IsKnown) return attached.Failure;

                var policies = new List<RolePolicy>();
                foreach (var policy in attached.Value.OrderBy(one => one.PolicyArn, StringComparer.Ordinal))
                    policies.Add(new RolePolicy(policy.PolicyName, policy.PolicyArn, await ManagedAsync(policy.PolicyArn, cancellationToken).ConfigureAwait(false)));
                return Facts.Known<IReadOnlyList<RolePolicy>>(policies);
            },
            cancellationToken);
    }

    private Task<Fact<PolicyDocument>> InlineDocumentAsync(string arn, string role, string policy, CancellationToken cancellationToken)
    {
        const string Action = "iam:GetRolePolicy";
        return FactLookup.AskAsync(
            Action,
            arn,
            async () =>
            {
                var response = await client.GetRolePolicyAsync(new GetRolePolicyRequest { RoleName = role, PolicyName = policy }, cancellationToken).ConfigureAwait(false);
                return Document(response.PolicyDocument, Action, arn);
            },
            cancellationToken);
    }

    // Only the default version of a managed policy is in force.
    private async Task<Fact<PolicyDocument>> ManagedAsync(string policy, CancellationToken cancellationToken)
    {
        const string VersionAction = "iam:GetPolicyVersion";
        var version = await FactLookup.AskAsync<string>(
            "iam:GetPolicy",
            policy,
            async () => (await client.GetPolicyAsync(new GetPolicyRequest { PolicyArn = policy }, cancellationToken).ConfigureAwait(false)).Policy.DefaultVersionId,
            cancellationToken).ConfigureAwait(false);
        return !version.IsKnown ? version.Failure : await FactLookup.AskAsync(
            VersionAction,
            policy,
            async () =>
            {
                var request = new GetPolicyVersionRequest { PolicyArn = policy, VersionId = version.Value };
                var response = await client.GetPolicyVersionAsync(request, cancellationToken).ConfigureAwait(false);
                return Document(response.PolicyVersion?.Document, VersionAction, policy);
            },
            cancellationToken).ConfigureAwait(false);
    }

    private static async Task<Fact<List<T>>> PagesAsync<T>(string action, string resource, Func<string?, Task<(List<T> Items, string? Next)>> ask)
    {
        var all = new List<T>();
        string? marker = null;
        do
        {
            var (items, next) = await ask(marker).ConfigureAwait(false);
            all.AddRange(items);
            if (next is { Length: > 0 } && next == marker) return new FactFailure(FactFailureKind.Unexpected, action, resource, "AWS names the same page as the next one again and again");
            marker = next;
        }
        while (!string.IsNullOrEmpty(marker));

        return all;
    }

    private static Fact<PolicyDocument> Document(string? text, string action, string resource) =>
        PolicyDocument.TryParse(text) is { } document ? document : new FactFailure(FactFailureKind.Unexpected, action, resource, "AWS gave a policy that is no JSON object");

    // A role may have a path before its name.
    private static string? RoleName(string arn) =>
        arn.Split(':', 6) is ["arn", _, "iam", _, { Length: > 0 }, var role] && role.StartsWith("role/", StringComparison.Ordinal) && NameOf(role) is { Length: > 0 } name ? name : null;

    private static string NameOf(string arn) => arn[(arn.LastIndexOf('/') + 1)..];
}
