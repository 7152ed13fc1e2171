using System.Text.RegularExpressions;
using FlowWatch.Core.Reports;

namespace FlowWatch.Aws;

/// <summary>
/// Makes the text of an AWS error fit to be shown and logged. The text is anybody's, and some errors repeat the request: the
/// error about a wrong signature quotes the headers that were signed, the session token among them.
/// </summary>
internal static partial class AwsErrorText
{
    private const int Limit = 600;

    private const string Hidden = "(hidden)";

    /// <summary>The text on one line, without secrets, without characters that would steer a terminal, and of bounded length.</summary>
    public static string Clean(string? text)
    {
        if (string.IsNullOrWhiteSpace(text)) return "";

        // Cut first as well: what is hidden below may be long, and so may a hostile text.
        var cut = text.Length <= 16 * Limit ? text : text[..(16 * Limit)];
        var clean = VisibleText.Of(Secret().Replace(Blanks().Replace(cut, " ").Trim(), match => match.Groups["name"].Value + Hidden));
        return clean.Length <= Limit ? clean : clean[..Limit] + "…";
    }

    [GeneratedRegex(@"\s+", RegexOptions.CultureInvariant)]
    private static partial Regex Blanks();

    // In this order: named values, access keys, JSON web tokens, and any long run of base64 (tokens, the encoded authorization message).
    [GeneratedRegex(
        """
        (?<name>(?:x-amz-security-token|x-amz-signature|x-amz-credential|signature|authorization|security-?token|session-?token|secret(?:-?access)?-?key|web-?identity-?token)["']?\s?[:=]\s?["']?)(?:AWS4-HMAC-SHA256\s|Bearer\s)?[^\s"'<>&,;]+
        |\b(?:AKIA|ASIA)[A-Z0-9]{12,}
        |\beyJ[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_.-]+
        |[A-Za-z0-9+/=_-]{80,}
        """,
        RegexOptions.CultureInvariant | RegexOptions.IgnoreCase | RegexOptions.IgnorePatternWhitespace | RegexOptions.ExplicitCapture)]
    private static partial Regex Secret();
}
