using FlowWatch.Core.State;

namespace FlowWatch.Core.Alerts.Outbox;

/// <summary>A part of a digest and the row it was read from.</summary>
/// <param name="Target">The target it is of.</param>
/// <param name="Entry">The row.</param>
/// <param name="Part">The part.</param>
internal sealed record StoredDigestPart(string Target, StateEntry Entry, DigestPart Part);
