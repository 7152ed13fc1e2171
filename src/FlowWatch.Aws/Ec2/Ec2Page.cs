namespace FlowWatch.Aws.Ec2;

/// <summary>One page of a list.</summary>
/// <param name="Items">What is on it; a page may be empty and still not be the last.</param>
/// <param name="NextToken">What to ask the next page with; null or empty on the last.</param>
internal readonly record struct Ec2Page<T>(IEnumerable<T> Items, string? NextToken);
