namespace FlowWatch.Core.Alerts.Outbox;

/// <summary>Alerts of a target that the settings no longer name, for an address that no target names: nobody may send them.</summary>
/// <param name="Target">Name of the target.</param>
/// <param name="Topic">The address.</param>
/// <param name="Count">How many.</param>
public sealed record StrandedAlerts(string Target, string Topic, int Count);
