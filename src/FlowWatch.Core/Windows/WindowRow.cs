using System.Text.Json.Serialization;

namespace FlowWatch.Core.Windows;

/// <summary>What the ledger remembers of one window; times are UTC.</summary>
public sealed record WindowRow
{
    /// <summary>The first instant of the window.</summary>
    public required DateTimeOffset From { get; init; }

    /// <summary>The first instant after it.</summary>
    public required DateTimeOffset To { get; init; }

    /// <summary>How far its judging has come.</summary>
    [JsonConverter(typeof(JsonStringEnumConverter<WindowStatus>))]
    public required WindowStatus Status { get; init; }

    /// <summary>How often it was judged anew because records had arrived late; 0 for the first time.</summary>
    public int Revision { get; init; }

    /// <summary>How often judging was begun since it last became due.</summary>
    public int Attempts { get; init; }

    /// <summary>Who holds the lease, or held it last.</summary>
    public string? Owner { get; init; }

    /// <summary>When the lease runs out, while it is open.</summary>
    public DateTimeOffset? LeaseUntil { get; init; }

    /// <summary>When it may be tried again, after a failure.</summary>
    public DateTimeOffset? RetryAt { get; init; }

    /// <summary>When it was last judged.</summary>
    public DateTimeOffset? JudgedAt { get; init; }

    /// <summary>Up to which time of arrival its records were counted at the last judging; what arrived later is late.</summary>
    public DateTimeOffset? ArrivedUntil { get; init; }

    /// <summary>How often it was looked at for late records since it was first judged.</summary>
    public int Looks { get; init; }

    /// <summary>Records that were judged, those of the overlap before the window included; null where unknown.</summary>
    public long? Records { get; init; }

    /// <summary>What the flow logs tell of the window itself; null where unknown.</summary>
    public WindowTraffic? Traffic { get; init; }

    /// <summary>Findings of the last judging.</summary>
    public int? Findings { get; init; }

    /// <summary>Whether something of the window could not be looked at even though it was judged.</summary>
    public bool Partial { get; init; }

    /// <summary>Why it failed, or what could not be looked at.</summary>
    public string? Reason { get; init; }
}
