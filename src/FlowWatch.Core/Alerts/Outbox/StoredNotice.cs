namespace FlowWatch.Core.Alerts.Outbox;

/// <summary>A notice and the key of its row.</summary>
/// <param name="Key">The key.</param>
/// <param name="Notice">The notice.</param>
internal sealed record StoredNotice(string Key, Notice Notice);
