namespace FlowWatch.Local.Generation;

/// <summary>A further finding that an incident may rightly cause beside the expected ones: neither missed nor false when judged.</summary>
/// <param name="Source">The address it would be found on.</param>
/// <param name="Detection">The detection's id: <c>SUSPICIOUS_PORT_ACCESS</c>.</param>
/// <param name="Reason">Why it would be right.</param>
public sealed record AcceptableFinding(string Source, string Detection, string Reason);
