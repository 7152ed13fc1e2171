using System.Globalization;
using FlowWatch.Core.Configuration;
using FlowWatch.Core.Targets;

namespace FlowWatch.Core.Compliance.Archive;

/// <summary>Reads what somebody acknowledges, and says all at once what is wrong with it.</summary>
internal static class ArchiveGapRequestReader
{
    private const int LongestOwner = 200;
    private const int LongestReason = ArchiveAcknowledgements.MaximumLength;

    private static readonly string[] Formats = ["yyyy-MM-dd", "yyyy-MM-dd'T'HHK", "yyyy-MM-dd'T'HH:mmK", "yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK"];

    /// <summary>Reads it.</summary>
    /// <param name="request">What is asked for.</param>
    /// <param name="targets">The targets there are.</param>
    /// <param name="now">The time.</param>
    /// <param name="errors">What is wrong, by member.</param>
    /// <returns>The target's name and the stretch; meaningless where something is wrong.</returns>
    public static (string Target, DateTimeOffset From, DateTimeOffset To) Read(ArchiveGapRequest request, IReadOnlyList<MonitoredTarget> targets, DateTimeOffset now, out IReadOnlyDictionary<string, IReadOnlyList<string>> errors)
    {
        var wrong = new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal);
        var target = targets.FirstOrDefault(one => one.Name.Equals(request.Target, StringComparison.OrdinalIgnoreCase));
        if (request.Target is not { } name) wrong["target"] = ["missing; it names whose archive is meant"];
        else if (target is null) wrong["target"] = [$"there is no target {ShownValue.Quoted(name)}{Spelling.Suggestion(name, [.. targets.Select(one => one.Name)])}"];
        else if (target.Archive is null) wrong["target"] = [$"{target.Name} has no archive"];
        var from = Instant("from", request.From, wrong);
        var to = Instant("to", request.To, wrong);
        if (from is not null && to is not null)
        {
            if (to <= from) wrong["to"] = ["the end must lie after the beginning"];
            // Nobody can answer today for what will be missing tomorrow.
            else if (to > now) wrong["to"] = ["lies in the future; a gap can be acknowledged once it is there"];
        }

        Text("owner", request.Owner, LongestOwner, "who answers for it", wrong);
        Text("reason", request.Reason, LongestReason, "why the hours are missing, and what was done", wrong);
        errors = wrong;
        return (target?.Name ?? "", from ?? default, to ?? default);
    }

    private static DateTimeOffset? Instant(string member, string? text, Dictionary<string, IReadOnlyList<string>> wrong)
    {
        if (DateTimeOffset.TryParseExact(text, Formats, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var instant)) return instant;
        wrong[member] = [text is null ? "missing; a date or time in ISO 8601, such as 2026-01-05T12:00Z" : $"{ShownValue.Quoted(text)} is not a time in ISO 8601, such as 2026-01-05T12:00Z"];
        return null;
    }

    // They stand on one line in lists, reports and logs.
    private static void Text(string member, string? text, int longest, string meaning, Dictionary<string, IReadOnlyList<string>> wrong)
    {
        if (string.IsNullOrWhiteSpace(text)) wrong[member] = [$"missing; {meaning}"];
        else if (text.Length > longest) wrong[member] = [string.Create(CultureInfo.InvariantCulture, $"has {text.Length} characters; at most {longest} are taken")];
        else if (text.Any(char.IsControl)) wrong[member] = ["holds a line break or another control character; write it on one line"];
    }
}
