namespace FlowWatch.Core.Configuration;

/// <summary>Something in the configuration that cannot be used, or (as a note) that is worth a look.</summary>
/// <param name="Path">Which setting: <c>targets[2].archive.bucket</c>; empty where it is about a file as a whole.</param>
/// <param name="Origin">Where its value comes from.</param>
/// <param name="Message">What is wrong with it, and what it should be. Safe to print.</param>
/// <param name="Target">The target it is about, by name, or by path where it has no name; null where it is about what all share.</param>
public sealed record ConfigurationProblem(string Path, SettingOrigin Origin, string Message, string? Target = null)
{
    /// <summary>Whether nothing can run because of it. A problem of one target keeps that target out and no other.</summary>
    public bool IsFatal => Target is null;

    /// <summary>The problem in one line: <c>flowwatch.json:31: targets[2].archive.bucket: 'Logs' is not …</c>.</summary>
    public override string ToString()
    {
        var place = Origin.Kind == SettingOriginKind.Default ? "" : $"{Origin}: ";
        return Path.Length == 0 ? $"{place}{Message}" : $"{place}{Path}: {Message}";
    }
}
