namespace FlowWatch.Core.Compliance;

/// <summary>A requirement that controls prove, and what other frameworks call the like.</summary>
/// <param name="Id">Its number: <c>13.16</c>.</param>
/// <param name="Title">A few words.</param>
/// <param name="Text">What it asks for, as the runbook says it.</param>
/// <param name="Frameworks">Identifiers in other frameworks by the framework's name: <c>NIST 800-53</c> → <c>AU-12</c>, …</param>
public sealed record Requirement(string Id, string Title, string Text, IReadOnlyDictionary<string, IReadOnlyList<string>> Frameworks);
