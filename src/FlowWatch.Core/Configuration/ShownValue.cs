using System.Text.RegularExpressions;
using FlowWatch.Core.Reports;

namespace FlowWatch.Core.Configuration;

/// <summary>Makes a configured value fit to be shown: short, visible, and without anything that looks like a secret.</summary>
public static partial class ShownValue
{
    /// <summary>What stands for a value that is not shown.</summary>
    public const string Masked = "(hidden)";

    // An ARN with a path of 512 characters is the longest value that anybody must see whole.
    private const int Longest = 600;

    /// <summary>A value in quotes, for messages.</summary>
    public static string Quoted(string? value) => LooksSecret(value ?? "") ? $"{Masked}, which looks like a secret," : $"'{Plain(value ?? "")}'";

    /// <summary>A value for a list of settings: masked where its name or its look says that it is secret.</summary>
    /// <param name="path">The setting: <c>targets[0].externalId</c>.</param>
    /// <param name="value">Its value.</param>
    public static string Of(string path, string value)
    {
        ArgumentNullException.ThrowIfNull(path);
        return IsSecretName(path[(path.LastIndexOf('.') + 1)..]) || LooksSecret(value) ? Masked : Plain(value);
    }

    /// <summary>A text on one line, cut where it is very long.</summary>
    internal static string Plain(string text) => VisibleText.Of(text.Length <= Longest ? text : text[..Longest] + "…");

    /// <summary>Whether a setting of that name must not be shown, whatever it holds.</summary>
    public static bool IsSecretName(string name) => SecretName().IsMatch(name);

    // Access keys, secret access keys (40 characters of Base64 with all three sorts), session tokens and JSON web tokens; keys and
    // signatures within a connection string or an address, and names with passwords before a host.
    private static bool LooksSecret(string value) =>
        value.Length >= 16 && (AccessKey().IsMatch(value) || SecretKey().IsMatch(value) || Token().IsMatch(value) || NamedSecret().IsMatch(value) || NameAndPassword().IsMatch(value));

    [GeneratedRegex("key|token|secret|password|signature", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex SecretName();

    [GeneratedRegex(@"(?<![A-Z0-9])(AKIA|ASIA)[A-Z0-9]{16}(?![A-Z0-9])")]
    private static partial Regex AccessKey();

    [GeneratedRegex("^(?=.*[a-z])(?=.*[A-Z])(?=.*[0-9])[A-Za-z0-9/+]{40}$")]
    private static partial Regex SecretKey();

    [GeneratedRegex("(key|sig|signature|token|password|pwd|secret|code)=[^;&]", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex NamedSecret();

    [GeneratedRegex("://[^/?#@]+@")]
    private static partial Regex NameAndPassword();

    [GeneratedRegex(@"\beyJ[\w-]{10,}\.|^(FwoG|IQoJ)[A-Za-z0-9/+=]{40,}")]
    private static partial Regex Token();
}
