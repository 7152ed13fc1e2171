using System.Buffers;
using System.Text.RegularExpressions;
using FlowWatch.Core.Reports;

namespace FlowWatch.Core.Accounts;

/// <summary>
/// Makes what a cloud service said fit to be kept and shown: without tokens, keys and signatures, on one line, without characters that
/// would steer a terminal, and short. Services echo what they were sent (the error about a wrong signature quotes the headers that were
/// signed, the session token among them), so their words are not safe as they come.
/// </summary>
public static partial class SecretFreeText
{
    /// <summary>The most characters that are kept; what is longer ends in <c>…</c>.</summary>
    public const int Limit = 600;

    private const string Hidden = "(hidden)";

    private static readonly SearchValues<char> HexDigits = SearchValues.Create("0123456789abcdef");

    /// <summary>The text without anything that looks like a secret.</summary>
    /// <param name="text">Any text; null gives an empty one.</param>
    public static string Of(string? text)
    {
        if (string.IsNullOrWhiteSpace(text)) return "";

        // Cut before, so that a hostile text costs no time, and after. The first cut is far behind the second, for half a secret is still one.
        var cut = text.Length <= 16 * Limit ? text : text[..(16 * Limit)];
        var named = NamedSecret().Replace(Blanks().Replace(cut, " ").Trim(), match => match.Groups["name"].Value + Hidden);
        var clean = VisibleText.Of(LongWord().Replace(BareSecret().Replace(named, Hidden), match => IsRandom(match.ValueSpan) ? Hidden : match.Value));
        return clean.Length <= Limit ? clean : clean[..Limit] + "…";
    }

    // Paths and names are long too, but seldom this long, or with all three sorts of characters.
    private static bool IsRandom(ReadOnlySpan<char> word) =>
        word.Length >= 80
        || (word.ContainsAnyInRange('0', '9') && word.ContainsAnyInRange('a', 'z') && (word.ContainsAnyInRange('A', 'Z') || !word.ContainsAnyExcept(HexDigits)));

    [GeneratedRegex(@"\s+", RegexOptions.CultureInvariant)]
    private static partial Regex Blanks();

    [GeneratedRegex(
        """
        (?<name>(?:x-amz-security-token|x-amz-signature|x-amz-credential|signature|authorization|security-?token|session-?token|access-?token|access_token|id_token
        |secret(?:-?access)?-?key|client-?secret|client_secret|web-?identity-?token|account-?key|\bsig)["']?\s?[:=>]\s?["']?)(?:AWS4-HMAC-SHA256\s|Bearer\s)?[^\s"'<>&,;]+
        |(?<name>\bbearer\s)[\w.~+/=-]{12,}
        """,
        RegexOptions.CultureInvariant | RegexOptions.IgnoreCase | RegexOptions.IgnorePatternWhitespace | RegexOptions.ExplicitCapture)]
    private static partial Regex NamedSecret();

    // Access keys and JSON web tokens.
    [GeneratedRegex(@"\b(AKIA|ASIA)[A-Z0-9]{12,}|\beyJ[\w-]{8,}\.[\w.-]+", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex BareSecret();

    // Secret keys have 40 characters of base64; session tokens and encoded authorization messages have hundreds.
    [GeneratedRegex(@"[A-Za-z0-9+/=]{40,}|[A-Za-z0-9_=-]{100,}", RegexOptions.CultureInvariant)]
    private static partial Regex LongWord();
}
