using FlowWatch.Core.Suppressions;

namespace FlowWatch.Functions.Http.Answers;

/// <summary>A suppression.</summary>
public sealed record SuppressionItem
{
    /// <summary>Its id.</summary>
    public required string Id { get; init; }

    /// <summary><c>configuration</c> (changed there only) or <c>added</c>.</summary>
    public required string Origin { get; init; }

    /// <summary><c>active</c> or <c>expired</c>.</summary>
    public required string Status { get; init; }

    /// <summary>Its name.</summary>
    public required string Name { get; init; }

    /// <summary>Who answers for it.</summary>
    public required string Owner { get; init; }

    /// <summary>Why these findings are expected.</summary>
    public required string Reason { get; init; }

    /// <summary>From when it no longer holds.</summary>
    public required DateTimeOffset Expires { get; init; }

    /// <summary>Name of the monitored target whose findings it covers; null covers those of all.</summary>
    public required string? MonitoredTarget { get; init; }

    /// <summary>Network that the finding's source lies in; null means any.</summary>
    public required string? Source { get; init; }

    /// <summary>Network that all the finding's targets lie in; null means any.</summary>
    public required string? Target { get; init; }

    /// <summary>Service port that the finding is about; null means any.</summary>
    public required int? Port { get; init; }

    /// <summary>The detection; null means any.</summary>
    public required string? Detection { get; init; }

    /// <summary>When it was added; null for one of the configuration.</summary>
    public required DateTimeOffset? CreatedAt { get; init; }

    /// <summary>Who added it; null for one of the configuration.</summary>
    public required string? CreatedBy { get; init; }

    /// <summary>Findings it held back, each once per window it was judged in.</summary>
    public required long Hits { get; init; }

    /// <summary>When the last of them was last seen.</summary>
    public required DateTimeOffset? LastHit { get; init; }

    /// <summary>Why it may hold back more than anybody means it to.</summary>
    public required IReadOnlyList<string> Warnings { get; init; }

    /// <summary>The words for whether it holds.</summary>
    public static IReadOnlyList<string> Statuses { get; } = ["active", "expired"];

    /// <summary>A suppression as the register has it.</summary>
    public static SuppressionItem Of(ListedSuppression listed)
    {
        ArgumentNullException.ThrowIfNull(listed);
        var one = listed.Suppression;
        return new SuppressionItem
        {
            Id = one.Id!,
            Origin = listed.Stored is null ? "configuration" : "added",
            Status = Statuses[listed.IsExpired ? 1 : 0],
            Name = one.Name,
            Owner = one.Owner,
            Reason = one.Reason,
            Expires = one.Expires,
            MonitoredTarget = one.MonitoredTarget,
            Source = one.Source?.ToString(),
            Target = one.Target?.ToString(),
            Port = one.Port,
            Detection = one.Detection,
            CreatedAt = listed.Stored?.CreatedAt,
            CreatedBy = listed.Stored?.CreatedBy,
            Hits = listed.Hits.Count,
            LastHit = listed.Hits.Last,
            Warnings = listed.Warnings,
        };
    }
}
