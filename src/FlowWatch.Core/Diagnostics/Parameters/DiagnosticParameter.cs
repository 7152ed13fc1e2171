using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using FlowWatch.Core.Configuration;
using FlowWatch.Core.FlowLogs;

namespace FlowWatch.Core.Diagnostics.Parameters;

/// <summary>
/// A parameter of a question: what it means, and how its text is read. HTTP requests and the command line are read by it, and
/// openapi.json, the list of questions and the command's help are made from it, so that they cannot differ.
/// </summary>
public sealed record DiagnosticParameter
{
    /// <summary>The longest text of a parameter.</summary>
    public const int MaximumLength = 1000;

    private static readonly string[] InstantFormats =
        ["yyyy-MM-dd", "yyyy-MM-ddTHH:mmK", "yyyy-MM-ddTHH:mm:ssK", "yyyy-MM-ddTHH:mm:ss.FFFFFFFK", "yyyy-MM-ddTHH:mm", "yyyy-MM-ddTHH:mm:ss", "yyyy-MM-ddTHH:mm:ss.FFFFFFF"];

    private static readonly DateTimeOffset Latest = new(9000, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Its name, as in a query string and after two dashes: <c>address</c>.</summary>
    public required string Name { get; init; }

    /// <summary>What it means, in a sentence.</summary>
    public required string Description { get; init; }

    /// <summary>What its text must be.</summary>
    public required DiagnosticParameterKind Kind { get; init; }

    /// <summary>Whether it must be given.</summary>
    public bool IsRequired { get; init; }

    /// <summary>What stands in where it is not given, for people; null where nothing does.</summary>
    public string? Default { get; init; }

    /// <summary>The words of a <see cref="DiagnosticParameterKind.Choice"/>.</summary>
    public IReadOnlyList<string> Words { get; init; } = [];

    /// <summary>The smallest <see cref="DiagnosticParameterKind.Number"/>.</summary>
    public long Minimum { get; init; }

    /// <summary>The largest <see cref="DiagnosticParameterKind.Number"/>.</summary>
    public long Maximum { get; init; } = long.MaxValue;

    /// <summary>The form of a <see cref="DiagnosticParameterKind.Text"/>, a regular expression for the whole of it.</summary>
    public string Pattern { get; init; } = ".*";

    /// <summary>What a <see cref="DiagnosticParameterKind.Text"/> of that form is called: <c>the id of a network interface</c>.</summary>
    public string Expected { get; init; } = "a text";

    /// <summary>What stands for its value in help: <c>ADDRESS</c>.</summary>
    public string ValueName => Kind switch
    {
        DiagnosticParameterKind.Address => "ADDRESS",
        DiagnosticParameterKind.Network => "NETWORK",
        DiagnosticParameterKind.Number => "NUMBER",
        DiagnosticParameterKind.Length => "LENGTH",
        DiagnosticParameterKind.Instant => "TIME",
        DiagnosticParameterKind.Choice => "WORD",
        DiagnosticParameterKind.Flag => "YES",
        _ => "TEXT",
    };

    /// <summary>Reads its text, which may be anything. An error never repeats more of it than can be shown.</summary>
    /// <param name="text">The text.</param>
    public DiagnosticParsed Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (text.Length > MaximumLength) return DiagnosticParsed.Bad($"longer than {MaximumLength} characters");
        object? value = Kind switch
        {
            // As AWS writes it: short and in lower case.
            DiagnosticParameterKind.Address => FlowLogAddress.IsAddress(text) ? IPAddress.Parse(text).ToString() : null,
            DiagnosticParameterKind.Network => Network(text),
            DiagnosticParameterKind.Number => Number(text),
            DiagnosticParameterKind.Length => LengthOfTime.Parse(text),
            DiagnosticParameterKind.Instant => Instant(text),
            DiagnosticParameterKind.Choice => Words.FirstOrDefault(word => word.Equals(text, StringComparison.OrdinalIgnoreCase)),
            DiagnosticParameterKind.Flag => text.Equals("true", StringComparison.OrdinalIgnoreCase) ? true : text.Equals("false", StringComparison.OrdinalIgnoreCase) ? false : (object?)null,
            _ => Regex.IsMatch(text, $@"^(?:{Pattern})\z", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking) ? text : null,
        };
        return value is null ? DiagnosticParsed.Bad($"{ShownValue.Quoted(text)} is not {What()}") : DiagnosticParsed.Good(value);
    }

    private long? Number(string text) => text.Length is > 0 and <= 18 && text.All(char.IsAsciiDigit) && long.Parse(text, CultureInfo.InvariantCulture) is var number && number >= Minimum && number <= Maximum ? number : null;

    // An address is a network of one. Bits behind the prefix say that something else was meant.
    private static IPNetwork? Network(string text)
    {
        if (FlowLogAddress.IsAddress(text)) return new IPNetwork(IPAddress.Parse(text), text.Contains(':') ? 128 : 32);
        var slash = text.IndexOf('/', StringComparison.Ordinal);
        return slash > 0 && FlowLogAddress.IsAddress(text.AsSpan(0, slash)) && text.Length - slash is > 1 and < 5 && text.AsSpan(slash + 1).IndexOfAnyExceptInRange('0', '9') < 0 && IPNetwork.TryParse(text, out var network) && network.BaseAddress.Equals(IPAddress.Parse(text.AsSpan(0, slash))) ? network : null;
    }

    // A plus sign that was not encoded arrives as a blank.
    private static DateTimeOffset? Instant(string text) =>
        DateTimeOffset.TryParseExact(text.Replace(' ', '+'), InstantFormats, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var instant)
        && instant >= DateTimeOffset.UnixEpoch && instant < Latest ? instant : null;

    private string What() => Kind switch
    {
        DiagnosticParameterKind.Address => "an IPv4 or IPv6 address",
        DiagnosticParameterKind.Network => "an address or a network such as 10.0.0.0/8",
        DiagnosticParameterKind.Number => Maximum == long.MaxValue ? string.Create(CultureInfo.InvariantCulture, $"a whole number from {Minimum} on") : string.Create(CultureInfo.InvariantCulture, $"a whole number from {Minimum} to {Maximum}"),
        DiagnosticParameterKind.Length => "a length of time such as 90s, 15m, 1h or 7d",
        DiagnosticParameterKind.Instant => "a time in ISO 8601, such as 2026-01-05T12:00:00Z",
        DiagnosticParameterKind.Choice => $"one of {string.Join(", ", Words)}",
        DiagnosticParameterKind.Flag => "true or false",
        _ => Expected,
    };
}
