namespace FlowWatch.Core.Targets;

/// <summary>An Amazon Resource Name in its parts. Only its outer form is looked at; what each part may hold is for others to say.</summary>
/// <param name="Partition">The partition: <c>aws</c>.</param>
/// <param name="Service">The service: <c>sns</c>.</param>
/// <param name="Region">The region, or empty.</param>
/// <param name="Account">The account, or empty.</param>
/// <param name="Resource">The rest, colons included.</param>
public sealed record Arn(string Partition, string Service, string Region, string Account, string Resource)
{
    /// <summary>The ARN, or null when the text is none.</summary>
    public static Arn? Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text.Split(':', 6) is ["arn", { Length: > 0 } partition, { Length: > 0 } service, var region, var account, { Length: > 0 } resource]
            ? new Arn(partition, service, region, account, resource)
            : null;
    }

    /// <inheritdoc/>
    public override string ToString() => $"arn:{Partition}:{Service}:{Region}:{Account}:{Resource}";
}
