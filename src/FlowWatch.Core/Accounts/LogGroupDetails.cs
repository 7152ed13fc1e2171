namespace FlowWatch.Core.Accounts;

/// <summary>How a log group is set up.</summary>
public sealed record LogGroupDetails
{
    /// <summary>Its name.</summary>
    public required string Name { get; init; }

    /// <summary>Its ARN, as policies write it; null where AWS tells none.</summary>
    public string? Arn { get; init; }

    /// <summary>How many days events are kept; null where they are kept for ever.</summary>
    public int? RetentionDays { get; init; }

    /// <summary>Its class. Logs Insights discovers fields in the standard class only.</summary>
    public required LogGroupClass Class { get; init; }

    /// <summary>What is stored, in bytes, compressed; AWS counts with a delay of up to days. Null where it does not tell.</summary>
    public long? StoredBytes { get; init; }

    /// <summary>When it was made; null where AWS does not tell.</summary>
    public DateTimeOffset? CreatedAt { get; init; }

    /// <summary>ARN of the KMS key that encrypts it; null where AWS's own key does.</summary>
    public string? KmsKeyArn { get; init; }
}
