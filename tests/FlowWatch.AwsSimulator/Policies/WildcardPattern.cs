namespace FlowWatch.AwsSimulator.Policies;

/// <summary>The wildcards of IAM: <c>*</c> is any text, <c>?</c> any one character.</summary>
internal static class WildcardPattern
{
    /// <summary>Whether a text fits a pattern.</summary>
    public static bool Matches(string pattern, string text, StringComparison comparison = StringComparison.Ordinal)
    {
        // Greedy with one step back to the last star: linear for the patterns that policies hold.
        int p = 0, t = 0, star = -1, starText = 0;
        while (t < text.Length)
        {
            if (p < pattern.Length && pattern[p] == '*')
            {
                star = p++;
                starText = t;
            }
            else if (p < pattern.Length && (pattern[p] == '?' || Same(pattern[p], text[t], comparison)))
            {
                p++;
                t++;
            }
            else if (star >= 0)
            {
                p = star + 1;
                t = ++starText;
            }
            else
            {
                return false;
            }
        }

        while (p < pattern.Length && pattern[p] == '*') p++;
        return p == pattern.Length;
    }

    private static bool Same(char left, char right, StringComparison comparison) =>
        left == right
        || (comparison == StringComparison.OrdinalIgnoreCase && char.ToUpperInvariant(left) == char.ToUpperInvariant(right));
}
