namespace FlowWatch.Core.Alerts;

/// <summary>Where an alert goes.</summary>
/// <param name="Level">Who is called.</param>
/// <param name="Status">Whether somebody is told.</param>
/// <param name="Topics">ARNs of the topics, each once; first that of the severity.</param>
/// <param name="Missing">Settings of the target that would name a topic for it and do not: <c>topics.critical</c>. Empty where nobody is to be told.</param>
public sealed record AlertRoute(EscalationLevel Level, AlertRouteStatus Status, IReadOnlyList<string> Topics, IReadOnlyList<string> Missing);
