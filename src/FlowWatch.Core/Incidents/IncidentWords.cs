using System.Text.Json;

namespace FlowWatch.Core.Incidents;

/// <summary>The words for incidents: the same over HTTP, on the command line and in alerts.</summary>
public static class IncidentWords
{
    /// <summary>All statuses, in the order an incident goes through them.</summary>
    public static IReadOnlyList<string> Statuses { get; } = [.. Enum.GetValues<IncidentStatus>().Select(Of)];

    /// <summary>All dispositions.</summary>
    public static IReadOnlyList<string> Dispositions { get; } = [.. Enum.GetValues<IncidentDisposition>().Select(Of)];

    /// <summary>A status: <c>acknowledged</c>.</summary>
    public static string Of(IncidentStatus status) => Word(status.ToString());

    /// <summary>What happened: <c>worsened</c>.</summary>
    public static string Of(IncidentEvent what) => Word(what.ToString());

    /// <summary>A disposition: <c>false-positive</c>.</summary>
    public static string Of(IncidentDisposition disposition) => Word(disposition.ToString());

    /// <summary>The disposition of a word; null where there is none of it.</summary>
    public static IncidentDisposition? Disposition(string word)
    {
        foreach (var one in Enum.GetValues<IncidentDisposition>())
        {
            if (Of(one).Equals(word, StringComparison.OrdinalIgnoreCase)) return one;
        }

        return null;
    }

    private static string Word(string name) => JsonNamingPolicy.KebabCaseLower.ConvertName(name);
}
