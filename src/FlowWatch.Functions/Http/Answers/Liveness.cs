namespace FlowWatch.Functions.Http.Answers;

/// <summary>That the host answers.</summary>
/// <param name="Status">Always <c>live</c>.</param>
public sealed record Liveness(string Status);
