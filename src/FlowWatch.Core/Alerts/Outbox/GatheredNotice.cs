using FlowWatch.Core.Targets;

namespace FlowWatch.Core.Alerts.Outbox;

/// <summary>A notice that is due, until it is known how many wait for its topic.</summary>
/// <param name="Target">The target it is of.</param>
/// <param name="Stored">The notice.</param>
internal sealed record GatheredNotice(MonitoredTarget Target, StoredNotice Stored);
