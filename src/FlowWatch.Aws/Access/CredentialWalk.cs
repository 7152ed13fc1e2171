using Amazon.SecurityToken.Model;
using FlowWatch.Aws.Clients;
using FlowWatch.Aws.Credentials;
using FlowWatch.Core.Accounts;
using FlowWatch.Core.Diagnostics.Access;
using FlowWatch.Core.Targets;

namespace FlowWatch.Aws.Access;

/// <summary>Walks the chain of credentials of a target, link by link.</summary>
/// <param name="clients">The clients of the deployment.</param>
internal sealed class CredentialWalk(AwsClients clients)
{
    private readonly AwsCredentialChain chain = clients.Chain;

    /// <summary>The links, to the first that breaks; and then whose account was reached.</summary>
    public async Task<IReadOnlyList<AccessFinding>> RunAsync(MonitoredTarget target, CancellationToken cancellationToken)
    {
        List<AccessFinding> findings = [];
        if (chain.Hub is { } hub)
        {
            findings.AddRange(await TokenAsync(hub, cancellationToken).ConfigureAwait(false));
            if (IsWhole(findings)) findings.Add(await SessionAsync("hub role", (RenewingCredentials)chain.First).ConfigureAwait(false));
        }
        else
        {
            findings.Add(await DefaultChainAsync().ConfigureAwait(false));
        }

        if (IsWhole(findings) && target.Role is not null) findings.Add(await SessionAsync("member role", (RenewingCredentials)chain.For(target)).ConfigureAwait(false));
        if (IsWhole(findings)) findings.Add(await AccountAsync(target, cancellationToken).ConfigureAwait(false));
        return findings;
    }

    private static bool IsWhole(List<AccessFinding> findings) => findings.All(finding => finding.Outcome == AccessOutcome.Ok);

    private static async Task<IEnumerable<AccessFinding>> TokenAsync(WebIdentitySessionSource hub, CancellationToken cancellationToken)
    {
        var answer = await hub.TokenAsync(cancellationToken).ConfigureAwait(false);
        if (answer.IsToken) return [Ok("managed identity", $"gave a token until {answer.Token.Expires:u}"), Ok("identity token", IdentityTokenCheck.Describe(answer.Token))];
        return answer.Failure.Link == CredentialLink.IdentityToken ? [Ok("managed identity", "gave a token"), Broken(answer.Failure)] : [Broken(answer.Failure)];
    }

    private static async Task<AccessFinding> SessionAsync(string link, RenewingCredentials credentials)
    {
        var answer = await credentials.GetSessionAsync().ConfigureAwait(false);
        return answer.IsSession ? Ok(link, answer.Session.ToString()) : Broken(answer.Failure);
    }

    private async Task<AccessFinding> DefaultChainAsync()
    {
        try
        {
            var keys = await chain.First.GetCredentialsAsync().ConfigureAwait(false);
            return Ok("default chain", keys.UseToken ? "found temporary credentials" : "found an access key without an end; temporary credentials (aws sso login) are safer");
        }
        catch (CredentialException error)
        {
            return Broken(error.Failure);
        }
    }

    // Needs no permission. A profile of another account is the likeliest mistake on a laptop, and everything would look empty there.
    private async Task<AccessFinding> AccountAsync(MonitoredTarget target, CancellationToken cancellationToken)
    {
        try
        {
            var identity = await clients.Sts(target).GetCallerIdentityAsync(new GetCallerIdentityRequest(), cancellationToken).ConfigureAwait(false);
            return identity.Account == target.Account
                ? Ok("account", $"{identity.Account}, as {SecretFreeText.Of(identity.Arn)}")
                : new AccessFinding
                {
                    Subject = "account",
                    Outcome = AccessOutcome.Refused,
                    Detail = $"The credentials are of account {SecretFreeText.Of(identity.Account)} ({SecretFreeText.Of(identity.Arn)}), but the target is in account {target.Account}.",
                    Hints = [target.Role is null ? $"the target's role, which is not given: name the role of account {target.Account} that FlowWatch shall assume" : "the account in the target's role and its account, which must be the same"],
                };
        }
        catch (Exception error) when (!cancellationToken.IsCancellationRequested)
        {
            var failure = AwsFailures.From(error, "sts:GetCallerIdentity", "*");
            return new AccessFinding { Subject = "account", Outcome = AccessOutcome.CouldNotLook, Detail = failure.ToString() };
        }
    }

    private static AccessFinding Ok(string link, string detail) => new() { Subject = link, Outcome = AccessOutcome.Ok, Detail = detail };

    private static AccessFinding Broken(CredentialFailure failure) => new()
    {
        Subject = failure.LinkName,
        Outcome = failure.Kind == CredentialFailureKind.Unavailable ? AccessOutcome.CouldNotLook : AccessOutcome.Refused,
        Detail = failure.Message,
        Hints = [.. failure.Hints.Select(hint => hint.Text)],
    };
}
