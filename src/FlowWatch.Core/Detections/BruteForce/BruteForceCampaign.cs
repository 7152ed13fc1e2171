using FlowWatch.Core.Connections;

namespace FlowWatch.Core.Detections.BruteForce;

/// <summary>Repeated short connections from one source to one login service.</summary>
/// <param name="Conversations">What it stands on.</param>
/// <param name="Attempts">Short connections in the fullest window.</param>
/// <param name="Threshold">The threshold they reached.</param>
/// <param name="WindowSeconds">Length of that window.</param>
/// <param name="IsLogin">Whether the port is a known login service's.</param>
/// <param name="BreakIn">The long or large connection that came with or after them, if any.</param>
internal sealed record BruteForceCampaign(
    IReadOnlyList<Conversation> Conversations, long Attempts, long Threshold, long WindowSeconds, bool IsLogin, Conversation? BreakIn)
{
    /// <summary>The service port.</summary>
    public int Port => Conversations[0].Port;

    /// <summary>The host it was aimed at.</summary>
    public string Target => Conversations[0].Target;

    /// <summary>Attempts that were let through and answered, be it by a RST.</summary>
    public long Accepted => Math.Min(Attempts, Conversations.Sum(one => one.Connections - one.Refused - one.Unanswered));
}
