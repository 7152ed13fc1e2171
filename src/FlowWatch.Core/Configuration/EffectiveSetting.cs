namespace FlowWatch.Core.Configuration;

/// <summary>A setting as it is in force.</summary>
/// <param name="Path">Which: <c>targets[0].region</c>.</param>
/// <param name="Value">Its value as one would write it, lists separated by commas; null where it has none.</param>
/// <param name="Unit">What the value is, or what is counted.</param>
/// <param name="Origin">Where it comes from.</param>
public sealed record EffectiveSetting(string Path, string? Value, string Unit, SettingOrigin Origin)
{
    /// <summary>The value fit to be shown: short, visible, and masked where it is or looks secret.</summary>
    public string? Shown => Value is null ? null : ShownValue.Of(Path, Value);
}
