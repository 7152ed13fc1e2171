namespace FlowWatch.AwsSimulator.Logs.QueryLanguage;

/// <summary>
/// A text with wildcards. What stands before the first wildcard may be anywhere in the subject; each wildcard takes as little as the
/// text behind it allows, and one at the end takes the rest.
/// </summary>
internal sealed class GlobPattern
{
    private readonly string[] literals;

    /// <param name="pattern">The pattern; each <c>*</c> is a wildcard, and there is no way to mean the character.</param>
    public GlobPattern(string pattern) => literals = pattern.Split('*');

    /// <summary>The number of wildcards.</summary>
    public int Wildcards => literals.Length - 1;

    /// <summary>Where the wildcards' texts are in the subject; false when it does not match.</summary>
    /// <param name="subject">The text to look in.</param>
    /// <param name="found">One place for each wildcard.</param>
    public bool TryMatch(ReadOnlySpan<char> subject, Span<SourceSpan> found)
    {
        var position = subject.IndexOf(literals[0]);
        if (position < 0) return false;
        position += literals[0].Length;
        for (var index = 1; index < literals.Length; index++)
        {
            var literal = literals[index];
            var isRest = literal.Length == 0 && index == literals.Length - 1;
            var length = isRest ? subject.Length - position : subject[position..].IndexOf(literal);
            if (length < 0) return false;
            found[index - 1] = new(position, position + length);
            position += length + literal.Length;
        }

        return true;
    }
}
