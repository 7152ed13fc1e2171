namespace FlowWatch.Core.Diagnostics.Access;

/// <summary>How far to go.</summary>
/// <param name="Restoring">Whether to look for what only restoring needs.</param>
/// <param name="SendTest">Whether to send a test message to each topic, webhook, file and console: the only way to know that it works.</param>
/// <param name="Definitions">Whether to look for what only saving queries in the account needs.</param>
public sealed record AccessOptions(bool Restoring = false, bool SendTest = false, bool Definitions = false);
