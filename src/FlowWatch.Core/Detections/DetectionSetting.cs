namespace FlowWatch.Core.Detections;

/// <summary>One setting of a detection, with its value.</summary>
/// <param name="Detection">Id of the detection.</param>
/// <param name="Name">Name of the setting, camel case.</param>
/// <param name="Value">The value; lists are separated by commas.</param>
/// <param name="Unit">What is counted.</param>
/// <param name="Direction">Which way fires.</param>
/// <param name="Reason">Why the default is what it is.</param>
public sealed record DetectionSetting(string Detection, string Name, string Value, string Unit, string Direction, string Reason);
