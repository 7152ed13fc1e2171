namespace FlowWatch.Core.Detections;

/// <summary>A MITRE ATT&amp;CK technique.</summary>
/// <param name="Id">Its id: <c>T1046</c>.</param>
/// <param name="Name">Its name: <c>Network Service Discovery</c>.</param>
/// <param name="Tactic">The tactic it serves: <c>Discovery</c>.</param>
public sealed record AttackTechnique(string Id, string Name, string Tactic);
