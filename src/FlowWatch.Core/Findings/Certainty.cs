namespace FlowWatch.Core.Findings;

/// <summary>How sure FlowWatch is about who opened a connection.</summary>
public enum Certainty
{
    /// <summary>Nothing in the records tells the two sides apart; the lower port is taken for the service.</summary>
    Guess,

    /// <summary>Inferred from ports, from who spoke first, or from an unanswered attempt.</summary>
    Likely,

    /// <summary>Seen: a SYN without ACK, a SYN-ACK, or a refused packet.</summary>
    Certain,
}
