using System.Globalization;

namespace FlowWatch.Core.Configuration;

/// <summary>Where a value comes from.</summary>
/// <param name="Kind">The sort of place.</param>
/// <param name="Name">The file, the environment variable, or the source's own name.</param>
/// <param name="Line">The line in the file, from 1; null where it has none.</param>
public sealed record SettingOrigin(SettingOriginKind Kind, string Name, int? Line = null)
{
    /// <summary>FlowWatch's own default.</summary>
    public static SettingOrigin Default { get; } = new(SettingOriginKind.Default, "default");

    /// <summary>The origin as messages name it: <c>default</c>, <c>flowwatch.json:31</c>, <c>environment variable FlowWatch__deployment</c>.</summary>
    public override string ToString() => Kind switch
    {
        SettingOriginKind.File when Line is { } line => string.Create(CultureInfo.InvariantCulture, $"{Name}:{line}"),
        SettingOriginKind.Environment => $"environment variable {Name}",
        _ => Name,
    };
}
