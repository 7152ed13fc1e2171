using System.Net;

namespace FlowWatch.Core.Findings;

/// <summary>An entry of the allow-list: findings that are expected, who says so, why, and until when.</summary>
public sealed record Suppression
{
    /// <summary>What its hits are counted under: <c>config-…</c> for one of the configuration, <c>s-…</c> for one that was added; null where none are counted.</summary>
    public string? Id { get; init; }

    /// <summary>Name of the monitored target whose findings it covers; null covers those of every target.</summary>
    public string? MonitoredTarget { get; init; }

    /// <summary>A name for people and for hit counts.</summary>
    public required string Name { get; init; }

    /// <summary>Who answers for it.</summary>
    public required string Owner { get; init; }

    /// <summary>Why these findings are expected.</summary>
    public required string Reason { get; init; }

    /// <summary>The first instant it no longer holds.</summary>
    public required DateTimeOffset Expires { get; init; }

    /// <summary>Sources it covers; null covers every source.</summary>
    public IPNetwork? Source { get; init; }

    /// <summary>Targets it covers: every target of the finding must lie in it; null covers every target.</summary>
    public IPNetwork? Target { get; init; }

    /// <summary>The service port it covers; null covers every port.</summary>
    public int? Port { get; init; }

    /// <summary>The detection it covers; null covers every detection.</summary>
    public string? Detection { get; init; }
}
