namespace FlowWatch.AwsSimulator.Policies;

/// <summary>The patterns of an Action or Resource element, or of its Not form.</summary>
internal sealed record PolicyList(IReadOnlyList<string> Patterns, bool Negated)
{
    /// <summary>Whether the element is about a text.</summary>
    public bool Covers(string text, StringComparison comparison) =>
        Patterns.Any(pattern => WildcardPattern.Matches(pattern, text, comparison)) != Negated;
}
