namespace FlowWatch.Core.Accounts;

/// <summary>A virtual private cloud.</summary>
/// <param name="Id">Its id: <c>vpc-…</c>.</param>
/// <param name="OwnerId">The account that owns it; that of a shared VPC differs from the account that was asked.</param>
/// <param name="Cidrs">Its address ranges, IPv4 first, without those that are being taken away.</param>
/// <param name="IsDefault">Whether AWS made it as the region's default VPC.</param>
/// <param name="Tags">Its tags.</param>
public sealed record Vpc(string Id, string OwnerId, IReadOnlyList<string> Cidrs, bool IsDefault, IReadOnlyDictionary<string, string> Tags)
{
    /// <summary>The value of the tag <c>Name</c>; null where there is none.</summary>
    public string? Name => Tags.GetValueOrDefault("Name");
}
