using FlowWatch.Core.Configuration;

namespace FlowWatch.Core.Alerts;

/// <summary>The addresses that alerts can go to, told apart by how they begin.</summary>
public static class AlertAddress
{
    /// <summary>The address of the host's console.</summary>
    public const string Console = "console";

    /// <summary>The form of a webhook or file or of the console, for the schema; what it must be besides, <see cref="Wrong"/> says.</summary>
    internal const string OtherPattern = @"https://[\x21-\x7E]{1,2000}|file:/[^\x00-\x1F\x7F]{1,1000}|console";

    private const string HttpsScheme = "https:";
    private const string HttpScheme = "http:";
    private const string FileScheme = "file:";
    private const int LongestWebhook = 2008;
    private const int LongestFile = 1000;

    /// <summary>What an address is. What is nothing else is taken for a topic, whose ARN says what is wrong with it.</summary>
    public static AlertAddressKind KindOf(string address)
    {
        ArgumentNullException.ThrowIfNull(address);
        return address.StartsWith(HttpsScheme, StringComparison.OrdinalIgnoreCase) ? AlertAddressKind.Webhook
            : address.StartsWith(FileScheme, StringComparison.OrdinalIgnoreCase) ? AlertAddressKind.File
            : address.Equals(Console, StringComparison.OrdinalIgnoreCase) ? AlertAddressKind.Console
            : AlertAddressKind.Topic;
    }

    /// <summary>The path of a file's address; null where it has none that is absolute.</summary>
    public static string? PathOf(string address)
    {
        if (KindOf(address) != AlertAddressKind.File) return null;
        var path = address[FileScheme.Length..];
        if (path.StartsWith("///", StringComparison.Ordinal)) path = path[2..];
        if (path.Length < 2 || path[0] != '/' || path[1] == '/') return null;
        path = Uri.UnescapeDataString(path);
        // A drive of Windows: file:/C:/logs.
        return path.Any(char.IsControl) ? null : path is ['/', var drive, ':', '/', ..] && char.IsAsciiLetter(drive) ? path[1..] : path;
    }

    /// <summary>What is wrong with an address that is no topic's; null where it is good.</summary>
    /// <param name="address">The address.</param>
    public static string? Wrong(string address)
    {
        ArgumentNullException.ThrowIfNull(address);
        switch (KindOf(address))
        {
            case AlertAddressKind.Console:
                return null;
            case AlertAddressKind.File:
                return address.Length <= LongestFile && !address.Any(char.IsControl) && PathOf(address) is { } path && !path.EndsWith('/') ? null : $"{ShownValue.Quoted(address)} is not the address of a file: file: and an absolute path, such as file:/var/log/flowwatch/alerts.jsonl";
            case AlertAddressKind.Webhook:
                return Webhook(address);
            default:
                return address.StartsWith(HttpScheme, StringComparison.OrdinalIgnoreCase) ? $"{ShownValue.Quoted(address)} is not encrypted; a webhook's address begins with https://" : null;
        }
    }

    // It stands in logs, in states and on pages, so nothing of it may be a secret.
    private static string? Webhook(string address) =>
        address.Length > LongestWebhook || !Uri.TryCreate(address, UriKind.Absolute, out var uri) || uri.Host.Length == 0 || address.Any(character => character is <= ' ' or > '~') ? $"{ShownValue.Quoted(address)} is not the address of a webhook, such as https://alerts.example.com/flowwatch"
        : uri.UserInfo.Length > 0 ? "the address of a webhook must hold no name and password: it is shown in logs. FlowWatch signs what it sends"
        : uri.Query.Length > 0 || uri.Fragment.Length > 0 ? "the address of a webhook must hold no ? and no #: it is shown in logs, and a token there would be too. FlowWatch signs what it sends"
        : null;
}
