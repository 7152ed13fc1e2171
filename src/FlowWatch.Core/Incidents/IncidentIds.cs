using System.Diagnostics.CodeAnalysis;
using System.Text.RegularExpressions;

namespace FlowWatch.Core.Incidents;

/// <summary>The ids of incidents: name of the target, a hyphen, fingerprint.</summary>
public static partial class IncidentIds
{
    /// <summary>Their form, for parameters.</summary>
    public const string Pattern = "[A-Za-z0-9][A-Za-z0-9._-]{0,63}-[0-9a-f]{24}";

    /// <summary>Takes an id apart.</summary>
    /// <param name="id">Any text.</param>
    /// <param name="target">The target.</param>
    /// <param name="fingerprint">The fingerprint.</param>
    public static bool TryParse(string id, [NotNullWhen(true)] out string? target, [NotNullWhen(true)] out string? fingerprint)
    {
        (target, fingerprint) = (null, null);
        if (id is null || !Form().IsMatch(id)) return false;
        (target, fingerprint) = (id[..^25], id[^24..]);
        return true;
    }

    /// <summary>Whether a text can be the name of a target.</summary>
    public static bool IsTarget(string name) => Form().IsMatch($"{name}-{new string('0', 24)}");

    [GeneratedRegex("^(?:" + Pattern + @")\z", RegexOptions.NonBacktracking)]
    private static partial Regex Form();
}
