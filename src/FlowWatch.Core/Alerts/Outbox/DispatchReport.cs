namespace FlowWatch.Core.Alerts.Outbox;

/// <summary>What a dispatch did.</summary>
/// <param name="IsElsewhere">Whether another host dispatches, so that this one did nothing.</param>
/// <param name="Sent">Messages about one incident that were accepted.</param>
/// <param name="Digests">Digests that were accepted.</param>
/// <param name="InDigests">Notices that those digests told of.</param>
/// <param name="NotAccepted">Messages that were tried and not accepted.</param>
/// <param name="Status">What waits; null where another host dispatches.</param>
public sealed record DispatchReport(bool IsElsewhere, int Sent, int Digests, int InDigests, int NotAccepted, OutboxStatus? Status);
