using FlowWatch.Core.Alerts;

namespace FlowWatch.Core.Targets;

/// <summary>The SNS topics of a target, as ARNs; what is not given gets no message.</summary>
public sealed record AlertTopics
{
    /// <summary>For findings of severity Medium: the runbook's Warning.</summary>
    public string? Warning { get; init; }

    /// <summary>For findings of severity High and Critical: the runbook's Critical.</summary>
    public string? Critical { get; init; }

    /// <summary>Topics of the runbook's escalation levels.</summary>
    public IReadOnlyDictionary<EscalationLevel, string> Levels { get; init; } = new Dictionary<EscalationLevel, string>();

    /// <summary>All of them, each once.</summary>
    public IReadOnlyList<string> All => [.. new[] { Warning, Critical }.OfType<string>().Concat(Levels.Values).Distinct()];
}
