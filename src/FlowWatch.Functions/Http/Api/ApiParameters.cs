using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using FlowWatch.Core.Configuration;

namespace FlowWatch.Functions.Http.Api;

/// <summary>Makes parameters. What is said of a text that is no good never repeats more of it than can be shown.</summary>
internal static class ApiParameters
{
    private static readonly string[] InstantFormats =
        ["yyyy-MM-dd", "yyyy-MM-ddTHH:mmK", "yyyy-MM-ddTHH:mm:ssK", "yyyy-MM-ddTHH:mm:ss.FFFFFFFK", "yyyy-MM-ddTHH:mm", "yyyy-MM-ddTHH:mm:ss", "yyyy-MM-ddTHH:mm:ss.FFFFFFF"];

    private static readonly DateTimeOffset Earliest = DateTimeOffset.UnixEpoch;
    private static readonly DateTimeOffset Latest = new(9000, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>How many items a page has: a number that is too large counts as the largest.</summary>
    public static TypedApiParameter<int> Top(int usual, int most) => new(
        "top",
        ApiPlace.Query,
        $"How many items a page has. A larger number counts as {most}.",
        new JsonObject { ["type"] = "integer", ["minimum"] = 1, ["default"] = usual },
        text => text.Length > 0 && text.All(char.IsAsciiDigit) && text.Trim('0').Length > 0
            ? ApiParsed.Good(text.TrimStart('0').Length > 6 ? most : Math.Min(most, int.Parse(text, CultureInfo.InvariantCulture)))
            : ApiParsed.Bad($"{ShownValue.Quoted(text)} is not a whole number from 1 to {most}"));

    /// <summary>A text of a form.</summary>
    public static TypedApiParameter<string> Text(string name, string description, string pattern, string expected, ApiPlace place = ApiPlace.Query, bool isRequired = false)
    {
        var form = new Regex($@"^(?:{pattern})\z", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking);
        return new(name, place, description, new JsonObject { ["type"] = "string", ["pattern"] = $"^(?:{pattern})$" }, text => form.IsMatch(text) ? ApiParsed.Good(text) : ApiParsed.Bad($"{ShownValue.Quoted(text)} is not {expected}")) { IsRequired = isRequired };
    }

    /// <summary>One of a few words.</summary>
    public static TypedApiParameter<string> Choice(string name, string description, IReadOnlyList<string> words, ApiPlace place = ApiPlace.Query, bool isRequired = false) => new(
        name,
        place,
        description,
        new JsonObject { ["type"] = "string", ["enum"] = new JsonArray([.. words.Select(word => JsonValue.Create(word))]) },
        text => words.FirstOrDefault(word => word.Equals(text, StringComparison.OrdinalIgnoreCase)) is { } word ? ApiParsed.Good(word) : ApiParsed.Bad(NotOneOf(text, words)))
    { IsRequired = isRequired };

    /// <summary>Some of a few words, with commas between them.</summary>
    public static TypedApiParameter<IReadOnlyList<string>> Choices(string name, string description, IReadOnlyList<string> words) => new(
        name,
        ApiPlace.Query,
        $"{description} Several with commas between them.",
        new JsonObject { ["type"] = "string", ["examples"] = new JsonArray(words[0], string.Join(',', words.Take(2))) },
        text =>
        {
            var given = text.Split(',');
            var unknown = given.FirstOrDefault(one => !words.Contains(one, StringComparer.OrdinalIgnoreCase));
            return unknown is null ? ApiParsed.Good(given.Select(one => words.First(word => word.Equals(one, StringComparison.OrdinalIgnoreCase))).Distinct().ToList()) : ApiParsed.Bad(NotOneOf(unknown, words));
        });

    /// <summary>An instant in ISO 8601; without an offset it is UTC.</summary>
    public static TypedApiParameter<DateTimeOffset> Instant(string name, string description) => new(
        name,
        ApiPlace.Query,
        description,
        new JsonObject { ["type"] = "string", ["format"] = "date-time" },
        // A plus sign that was not encoded arrives as a blank.
        text => DateTimeOffset.TryParseExact(text.Replace(' ', '+'), InstantFormats, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var instant) && instant >= Earliest && instant < Latest
            ? ApiParsed.Good(instant)
            : ApiParsed.Bad($"{ShownValue.Quoted(text)} is not a time in ISO 8601, such as 2026-01-05T12:00:00Z"));

    /// <summary>Where the page before ended: given by its nextLink.</summary>
    public static TypedApiParameter<string> Continuation(string pattern)
    {
        var form = new Regex($@"^(?:{pattern})\z", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking);
        return new("continuation", ApiPlace.Query, "Where the page before ended; comes from its nextLink and is not to be made up.", new JsonObject { ["type"] = "string" }, text =>
            ContinuationText.Read(text) is { } continuation && form.IsMatch(continuation) ? ApiParsed.Good(continuation) : ApiParsed.Bad("not one that FlowWatch gave; begin again without it"));
    }

    private static string NotOneOf(string text, IReadOnlyList<string> words) => $"{ShownValue.Quoted(text)} is not one of {string.Join(", ", words)}";
}
