using FlowWatch.Core.Accounts;

namespace FlowWatch.Core.Compliance;

/// <summary>What a control came to for one resource.</summary>
public sealed record ControlResult
{
    /// <summary>Id of the control.</summary>
    public required string Control { get; init; }

    /// <summary>Version of the control that judged.</summary>
    public required int ControlVersion { get; init; }

    /// <summary>What it came to.</summary>
    public required ControlStatus Status { get; init; }

    /// <summary>What was judged, by its id, name or ARN: <c>vpc-0123</c>.</summary>
    public required string Resource { get; init; }

    /// <summary>One sentence that names the resource and what was seen.</summary>
    public required string Statement { get; init; }

    /// <summary>What the judgement stands on.</summary>
    public IReadOnlyList<ControlEvidence> Evidence { get; init; } = [];

    /// <summary>What kept us from looking, where the status is <see cref="ControlStatus.NotVerified"/> because of it: the permission that is missing is its action.</summary>
    public IReadOnlyList<FactFailure> NotSeen { get; init; } = [];

    /// <summary>Who took responsibility, where the status is <see cref="ControlStatus.Suppressed"/>.</summary>
    public ControlSuppression? Suppression { get; init; }
}
