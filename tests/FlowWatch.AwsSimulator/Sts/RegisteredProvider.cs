namespace FlowWatch.AwsSimulator.Sts;

/// <summary>An identity provider that an account knows, with the audiences (client ids) it takes.</summary>
internal sealed record RegisteredProvider(string Account, SimulatedIdentityProvider Provider, IReadOnlyList<string> Audiences)
{
    /// <summary>The ARN, by which trust policies name the provider.</summary>
    public string Arn => $"arn:aws:iam::{Account}:oidc-provider/{Provider.Name}";
}
