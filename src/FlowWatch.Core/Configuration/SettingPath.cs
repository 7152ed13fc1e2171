namespace FlowWatch.Core.Configuration;

/// <summary>Paths of settings as people write them: <c>targets[2].archive.bucket</c>. Names in them may be anybody's, so they are made visible.</summary>
internal static class SettingPath
{
    private const int LongestName = 80;

    /// <summary>The path of a named piece.</summary>
    public static string Member(string parent, string name) => parent.Length == 0 ? Shown(name) : $"{parent}.{Shown(name)}";

    /// <summary>The path of an item of a list.</summary>
    public static string Item(string parent, string place) => $"{parent}[{Shown(place)}]";

    private static string Shown(string name) => ShownValue.Plain(name.Length <= LongestName ? name : name[..LongestName] + "…");
}
