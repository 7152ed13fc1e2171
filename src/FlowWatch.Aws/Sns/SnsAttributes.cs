using System.Text;
using FlowWatch.Core.Alerts;
using FlowWatch.Core.Reports;

namespace FlowWatch.Aws.Sns;

/// <summary>The attributes of a message, by which subscriptions filter: severity, level and id first, then the message's own by name.</summary>
/// <param name="Values">The values by name; all of them texts.</param>
/// <param name="LeftOut">Names of those for which there was no room.</param>
internal sealed record SnsAttributes(IReadOnlyList<KeyValuePair<string, string>> Values, IReadOnlyList<string> LeftOut)
{
    /// <summary>The type all of them have.</summary>
    public const string DataType = "String";

    private static readonly string[] ReservedBeginnings = ["AWS.", "Amazon."];

    /// <summary>What they count in the message's size.</summary>
    public int Bytes => Values.Sum(one => SnsBody.Bytes(one.Key) + DataType.Length + SnsBody.Bytes(one.Value));

    /// <summary>The attributes of a message: names that SNS takes, values on one line; what has no value is left out.</summary>
    public static SnsAttributes Of(AlertMessage message)
    {
        var wanted = new List<KeyValuePair<string, string>>
        {
            new("severity", ReportWords.Of(message.Severity)),
            new("level", LevelOf(message.Level)),
            new("id", message.Id),
        };
        wanted.AddRange(message.Attributes.OrderBy(one => one.Key, StringComparer.Ordinal));

        var values = wanted
            .Select(one => KeyValuePair.Create(Name(one.Key), Value(one.Value)))
            .Where(one => one.Key.Length > 0 && one.Value.Length > 0)
            .DistinctBy(one => one.Key, StringComparer.Ordinal)
            .ToList();
        return new SnsAttributes([.. values.Take(SnsLimits.Attributes)], [.. values.Skip(SnsLimits.Attributes).Select(one => one.Key)]);
    }

    private static string LevelOf(EscalationLevel level) => level switch
    {
        EscalationLevel.Operations => "operations",
        EscalationLevel.Security => "security",
        EscalationLevel.Network => "network",
        _ => throw new ArgumentOutOfRangeException(nameof(level), level, "Not a level."),
    };

    // SNS: letters, digits, _ - and single dots within.
    private static string Name(string name)
    {
        var clean = new StringBuilder();
        foreach (var character in name.Length <= SnsLimits.AttributeName ? name : name[..SnsLimits.AttributeName])
        {
            var allowed = char.IsAsciiLetterOrDigit(character) || character is '_' or '-' || (character == '.' && clean.Length > 0 && clean[^1] != '.');
            clean.Append(allowed ? character : '_');
        }

        if (clean.Length > 0 && clean[^1] == '.') clean[^1] = '_';
        foreach (var beginning in ReservedBeginnings)
        {
            if (clean.ToString().StartsWith(beginning, StringComparison.OrdinalIgnoreCase)) clean[beginning.Length - 1] = '_';
        }

        return clean.ToString();
    }

    private static string Value(string value)
    {
        var clean = VisibleText.Of(string.Join(' ', value.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)));
        if (clean.Length <= SnsLimits.AttributeValue) return clean;
        return char.IsHighSurrogate(clean[SnsLimits.AttributeValue - 1]) ? clean[..(SnsLimits.AttributeValue - 1)] : clean[..SnsLimits.AttributeValue];
    }
}
