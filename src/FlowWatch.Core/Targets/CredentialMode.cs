namespace FlowWatch.Core.Targets;

/// <summary>Where the first AWS credentials come from.</summary>
public enum CredentialMode
{
    /// <summary>From wherever the AWS SDK finds them: environment, profile, SSO, instance. For laptops.</summary>
    Default,

    /// <summary>From the Azure managed identity's token, by AssumeRoleWithWebIdentity into the hub role. No AWS key is stored anywhere.</summary>
    Federated,
}
