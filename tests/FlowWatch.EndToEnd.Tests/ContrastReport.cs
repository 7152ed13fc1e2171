namespace FlowWatch.EndToEnd.Tests;

/// <summary>What <see cref="Contrast"/> found.</summary>
internal sealed class ContrastReport
{
    /// <summary>Texts that were looked at.</summary>
    public int Seen { get; set; }

    /// <summary>Those with too little contrast, each with its ratio.</summary>
    public List<string> Bad { get; set; } = [];
}
