using System.Text.Json.Serialization;

namespace FlowWatch.Core.Suppressions;

/// <summary>A suppression as somebody asks for it: the same members and texts as in the configuration, and whose findings it is for.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record SuppressionRequest
{
    /// <summary>A name for people, unique among those of the same monitored target; at most 100 characters.</summary>
    public string? Name { get; init; }

    /// <summary>Who answers for it; at most 200 characters.</summary>
    public string? Owner { get; init; }

    /// <summary>Why these findings are expected; at most 1,000 characters.</summary>
    public string? Reason { get; init; }

    /// <summary>From when it no longer holds, a date or time in ISO 8601; UTC without an offset.</summary>
    public string? Expires { get; init; }

    /// <summary>Name of the monitored target; without it the findings of all are meant.</summary>
    public string? MonitoredTarget { get; init; }

    /// <summary>Network or address that the finding's source lies in.</summary>
    public string? Source { get; init; }

    /// <summary>Network or address that all the finding's targets lie in.</summary>
    public string? Target { get; init; }

    /// <summary>Service port that the finding is about, 0 to 65535.</summary>
    public int? Port { get; init; }

    /// <summary>Id of the detection.</summary>
    public string? Detection { get; init; }

    /// <summary>Who adds it; without it the owner does.</summary>
    public string? CreatedBy { get; init; }

    /// <summary>Adds it although it covers very much.</summary>
    public bool Force { get; init; }
}
