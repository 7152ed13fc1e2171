namespace FlowWatch.Core.Targets;

/// <summary>How FlowWatch gets its AWS credentials.</summary>
public sealed record CredentialSettings
{
    /// <summary>Where the first credentials come from. Default: wherever the AWS SDK finds them.</summary>
    public CredentialMode Mode { get; init; } = CredentialMode.Default;

    /// <summary>The identifier URI of the Entra app registration, <c>api://…</c>, without <c>/.default</c>: the token's audience. Never null when federated.</summary>
    public string? Audience { get; init; }

    /// <summary>The Entra tenant, a GUID: it makes the token's issuer. Never null when federated.</summary>
    public string? TenantId { get; init; }

    /// <summary>Client id of a user-assigned managed identity, a GUID; null uses the system-assigned one.</summary>
    public string? ManagedIdentityClientId { get; init; }

    /// <summary>ARN of the role that the token is exchanged for. Never null when federated.</summary>
    public string? HubRole { get; init; }

    /// <summary>The region whose STS endpoint is asked, for the hub role and then for the targets' roles. Never null when federated.</summary>
    public string? HubRegion { get; init; }

    /// <summary>How long before their end credentials are renewed. Default: 15 minutes, as the AWS SDK does.</summary>
    public TimeSpan RenewBefore { get; init; } = TimeSpan.FromMinutes(15);
}
