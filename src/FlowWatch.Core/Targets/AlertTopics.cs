using FlowWatch.Core.Alerts;

namespace FlowWatch.Core.Targets;

/// <summary>Where a target's alerts go: ARNs of SNS topics, webhooks (<c>https://…</c>), files (<c>file:/…</c>) or <c>console</c>; what is not given gets no message.</summary>
public sealed record AlertTopics
{
    /// <summary>For findings of severity Medium: the runbook's Warning.</summary>
    public string? Warning { get; init; }

    /// <summary>For findings of severity High and Critical: the runbook's Critical.</summary>
    public string? Critical { get; init; }

    /// <summary>Topics of the runbook's escalation levels.</summary>
    public IReadOnlyDictionary<EscalationLevel, string> Levels { get; init; } = new Dictionary<EscalationLevel, string>();

    /// <summary>Those that are SNS topics, each once.</summary>
    public IReadOnlyList<string> Sns => [.. All.Where(address => AlertAddress.KindOf(address) == AlertAddressKind.Topic)];

    /// <summary>All of them, each once.</summary>
    public IReadOnlyList<string> All => [.. new[] { Warning, Critical }.OfType<string>().Concat(Levels.Values).Distinct()];
}
