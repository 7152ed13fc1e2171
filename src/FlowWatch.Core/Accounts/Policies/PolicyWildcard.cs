namespace FlowWatch.Core.Accounts.Policies;

/// <summary>The wildcards of policies: <c>*</c> is any text, also none; <c>?</c> is any one character.</summary>
public static class PolicyWildcard
{
    /// <summary>Whether a pattern fits a text. Linear in time for all but contrived patterns, and never worse than their product.</summary>
    /// <param name="pattern">The pattern.</param>
    /// <param name="text">The text.</param>
    /// <param name="ignoreCase">Whether case does not matter, as in actions.</param>
    public static bool Matches(string pattern, string text, bool ignoreCase = false)
    {
        ArgumentNullException.ThrowIfNull(pattern);
        ArgumentNullException.ThrowIfNull(text);
        var (inPattern, inText, star, resume) = (0, 0, -1, 0);
        while (inText < text.Length)
        {
            if (inPattern < pattern.Length && pattern[inPattern] == '*')
            {
                star = inPattern++;
                resume = inText;
            }
            else if (inPattern < pattern.Length && (pattern[inPattern] == '?' || AreEqual(pattern[inPattern], text[inText], ignoreCase)))
            {
                inPattern++;
                inText++;
            }
            else if (star >= 0)
            {
                inPattern = star + 1;
                inText = ++resume;
            }
            else
            {
                return false;
            }
        }

        return pattern.AsSpan(inPattern).Trim('*').IsEmpty;
    }

    private static bool AreEqual(char left, char right, bool ignoreCase) =>
        left == right || (ignoreCase && char.ToUpperInvariant(left) == char.ToUpperInvariant(right));
}
