using FlowWatch.Core.Configuration;

namespace FlowWatch.Core.Incidents;

/// <summary>Reads what a person says when they act on an incident: the same over HTTP and by command.</summary>
public static class IncidentRequestReader
{
    /// <summary>The longest name of a person.</summary>
    public const int LongestName = 200;

    /// <summary>The action; null where something is wrong.</summary>
    /// <param name="request">What was said.</param>
    /// <param name="what">Acknowledge, resolve or reopen.</param>
    /// <param name="version">Only where the incident still has this version; null takes any.</param>
    /// <param name="errors">What is wrong, by member.</param>
    public static IncidentAction? Read(IncidentRequest request, IncidentEvent what, string? version, out IReadOnlyDictionary<string, IReadOnlyList<string>> errors)
    {
        ArgumentNullException.ThrowIfNull(request);
        var wrong = new SortedDictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal);
        if (string.IsNullOrWhiteSpace(request.By)) wrong["by"] = ["missing; say who acts"];
        else if (request.By.Length > LongestName) wrong["by"] = [$"longer than {LongestName} characters"];
        if (request.Note?.Length > Incident.MaximumText) wrong["note"] = [$"longer than {Incident.MaximumText} characters"];
        var disposition = request.Disposition is { } word ? IncidentWords.Disposition(word) : null;
        var choices = string.Join(", ", IncidentWords.Dispositions);
        if (request.Disposition is { } given && disposition is null) wrong["disposition"] = [$"{ShownValue.Quoted(given.Length > 100 ? given[..100] : given)} is not one of {choices}"];
        else if (what == IncidentEvent.Resolve && disposition is null) wrong["disposition"] = [$"missing; say what it turned out to be: {choices}"];
        else if (what != IncidentEvent.Resolve && disposition is not null) wrong["disposition"] = ["only of resolving"];
        errors = wrong;
        return wrong.Count > 0 ? null : new IncidentAction(what, request.By!.Trim(), string.IsNullOrWhiteSpace(request.Note) ? null : request.Note.Trim(), disposition, version);
    }
}
