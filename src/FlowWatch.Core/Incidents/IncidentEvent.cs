using System.Text.Json.Serialization;

namespace FlowWatch.Core.Incidents;

/// <summary>What may happen to an incident.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<IncidentEvent>))]
public enum IncidentEvent
{
    /// <summary>It was seen (again), and no worse.</summary>
    Seen,

    /// <summary>It was seen, and worse than people were told.</summary>
    Worsened,

    /// <summary>A person takes it on.</summary>
    Acknowledge,

    /// <summary>A person says that it is over, and what it was.</summary>
    Resolve,

    /// <summary>It was not seen for so long that it counts as over, or its condition is gone.</summary>
    Quiet,

    /// <summary>A person says that it is not over after all.</summary>
    Reopen,
}
