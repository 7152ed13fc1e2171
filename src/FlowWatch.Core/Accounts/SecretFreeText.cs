using System.Buffers;
using System.Text.RegularExpressions;

namespace FlowWatch.Core.Accounts;

/// <summary>
/// Makes what a cloud service said fit to be kept and shown: without tokens, keys and signatures, on one line, and short. Services echo
/// what they were sent (S3 returns the whole string to sign, some proxies the whole request), so their words are not safe as they come.
/// </summary>
public static partial class SecretFreeText
{
    /// <summary>The most characters that are kept.</summary>
    public const int Limit = 600;

    private const string Hidden = "[hidden]";

    private static readonly SearchValues<char> HexDigits = SearchValues.Create("0123456789abcdef");

    /// <summary>The text without anything that looks like a secret.</summary>
    /// <param name="text">Any text; null gives an empty one.</param>
    public static string Of(string? text)
    {
        if (string.IsNullOrWhiteSpace(text)) return "";
        // What is cut off first cannot cost time below; a secret that is cut in half is still one, so the cut is made far behind the limit.
        var clean = text.Length > Limit * 20 ? text[..(Limit * 20)] : text;
        clean = Blanks().Replace(clean, " ").Trim();
        clean = Token().Replace(clean, Hidden);
        clean = Bearer().Replace(clean, $"Bearer {Hidden}");
        clean = NamedSecret().Replace(clean, $"${{name}}{Hidden}");
        clean = AccessKey().Replace(clean, Hidden);
        clean = LongWord().Replace(clean, match => IsRandom(match.ValueSpan) ? Hidden : match.Value);
        return clean.Length > Limit ? $"{clean[..Limit]}…" : clean;
    }

    // Paths and names are long too, but seldom have all three sorts of characters.
    private static bool IsRandom(ReadOnlySpan<char> word) =>
        word.ContainsAnyInRange('0', '9') && word.ContainsAnyInRange('a', 'z') && (word.ContainsAnyInRange('A', 'Z') || !word.ContainsAnyExcept(HexDigits));

    [GeneratedRegex(@"[\s\p{Cc}]+", RegexOptions.NonBacktracking)]
    private static partial Regex Blanks();

    [GeneratedRegex(@"eyJ[\w-]+\.[\w.-]*", RegexOptions.NonBacktracking)]
    private static partial Regex Token();

    [GeneratedRegex(@"\bbearer [\w.~+/=-]{12,}", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Bearer();

    [GeneratedRegex(@"(?<name>\b(?:signature|x-amz-signature|x-amz-security-token|x-amz-credential|credential|securitytoken|sessiontoken|secretaccesskey|secretkey|clientsecret|client_secret|access_token|id_token|webidentitytoken|sharedaccesssignature|accountkey|sig)\b[""']?\s*[=:>]\s*[""']?)[^\s""'&<,;]+", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex NamedSecret();

    [GeneratedRegex(@"\b(?:AKIA|ASIA)[A-Z0-9]{12,}\b", RegexOptions.NonBacktracking)]
    private static partial Regex AccessKey();

    [GeneratedRegex(@"[A-Za-z0-9/+=]{40,}", RegexOptions.NonBacktracking)]
    private static partial Regex LongWord();
}
