using FlowWatch.Core.Accounts;

namespace FlowWatch.Aws.S3;

/// <summary>A page of a listing, and how to go on.</summary>
/// <param name="Page">The page.</param>
/// <param name="NextToken">What to ask the next page with.</param>
internal sealed record S3Page(ArchivePage Page, string? NextToken);
