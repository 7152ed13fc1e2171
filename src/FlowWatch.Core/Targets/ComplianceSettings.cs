using FlowWatch.Core.Compliance;

namespace FlowWatch.Core.Targets;

/// <summary>How compliance is judged.</summary>
public sealed record ComplianceSettings
{
    /// <summary>Failures that a person took responsibility for.</summary>
    public IReadOnlyList<AcceptedFailure> Exceptions { get; init; } = [];

    /// <summary>The exceptions that hold for a target.</summary>
    public IReadOnlyList<ControlSuppression> ExceptionsOf(string target) =>
        [.. Exceptions.Where(one => one.Target is null || string.Equals(one.Target, target, StringComparison.OrdinalIgnoreCase)).Select(one => one.Accepted)];
}
