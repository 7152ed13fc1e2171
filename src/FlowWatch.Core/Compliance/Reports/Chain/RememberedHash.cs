namespace FlowWatch.Core.Compliance.Reports.Chain;

/// <summary>A report's hash, as it is remembered apart from the report.</summary>
/// <param name="Id">Id of the report.</param>
/// <param name="Hash">Its hash.</param>
internal sealed record RememberedHash(string Id, string Hash);
