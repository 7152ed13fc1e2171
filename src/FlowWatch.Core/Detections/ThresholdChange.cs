namespace FlowWatch.Core.Detections;

/// <summary>A setting of a detection and the value it shall have.</summary>
/// <param name="Detection">Id of the detection.</param>
/// <param name="Setting">Name of the setting, camel case.</param>
/// <param name="Value">The value as text; it was found good.</param>
public sealed record ThresholdChange(string Detection, string Setting, string Value);
