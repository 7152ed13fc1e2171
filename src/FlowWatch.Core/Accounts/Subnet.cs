namespace FlowWatch.Core.Accounts;

/// <summary>A subnet of a VPC.</summary>
/// <param name="Id">Its id: <c>subnet-…</c>.</param>
/// <param name="VpcId">The VPC it is in.</param>
/// <param name="OwnerId">The account that owns it; that of a shared subnet differs from the account that was asked.</param>
/// <param name="Cidrs">Its address ranges, IPv4 first; a subnet may have only IPv6.</param>
public sealed record Subnet(string Id, string VpcId, string OwnerId, IReadOnlyList<string> Cidrs);
