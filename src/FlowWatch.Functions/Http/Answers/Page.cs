namespace FlowWatch.Functions.Http.Answers;

/// <summary>A page of a list.</summary>
/// <typeparam name="T">What is listed.</typeparam>
/// <param name="Value">The items.</param>
/// <param name="NextLink">Path and query of the next page; null where this is the last.</param>
public sealed record Page<T>(IReadOnlyList<T> Value, string? NextLink);
