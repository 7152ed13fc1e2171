namespace FlowWatch.Core.Alerts;

/// <summary>What became of one delivery.</summary>
public enum DeliveryOutcome
{
    /// <summary>The channel accepted it.</summary>
    Accepted,

    /// <summary>Not accepted now; trying again later can help (throttled, unavailable, no network).</summary>
    TryLater,

    /// <summary>Refused for good until someone changes something (no permission, no such topic, message too large).</summary>
    Refused,
}
