using FlowWatch.Core.Accounts;

namespace FlowWatch.Aws;

/// <summary>Makes the text of an AWS error fit to be shown and logged.</summary>
internal static class AwsErrorText
{
    /// <summary>The text on one line, without secrets, without characters that would steer a terminal, and of bounded length.</summary>
    public static string Clean(string? text) => SecretFreeText.Of(text);
}
