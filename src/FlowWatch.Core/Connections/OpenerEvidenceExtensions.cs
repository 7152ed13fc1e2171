using FlowWatch.Core.Findings;

namespace FlowWatch.Core.Connections;

/// <summary>What evidence is worth.</summary>
public static class OpenerEvidenceExtensions
{
    /// <summary>How sure it makes us.</summary>
    public static Certainty Certainty(this OpenerEvidence evidence) => evidence switch
    {
        >= OpenerEvidence.RefusedPacket => Findings.Certainty.Certain,
        > OpenerEvidence.LowerPort => Findings.Certainty.Likely,
        _ => Findings.Certainty.Guess,
    };

    /// <summary>The evidence in words, after "told by".</summary>
    public static string Describe(this OpenerEvidence evidence) => evidence switch
    {
        OpenerEvidence.Syn => "its SYN (tcp-flags)",
        OpenerEvidence.SynAck => "the SYN-ACK that answered it (tcp-flags)",
        OpenerEvidence.RefusedPacket => "a packet of it that was refused",
        OpenerEvidence.ServicePort => "the ports: the other side's is a service's",
        OpenerEvidence.OneWay => "its being the only side that sent anything",
        OpenerEvidence.BareAnswers => "the bare TCP packets of the other side, which only answer",
        OpenerEvidence.SpokeFirst => "its having sent the first packet",
        _ => "nothing but the lower port, taken for the service",
    };
}
