namespace FlowWatch.Core.Configuration;

/// <summary>A text that was given, and where.</summary>
/// <param name="Text">The text.</param>
/// <param name="Path">Which setting it is.</param>
/// <param name="Origin">Where it comes from.</param>
internal sealed record SettingValue(string Text, string Path, SettingOrigin Origin);
