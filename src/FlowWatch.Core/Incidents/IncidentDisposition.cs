using System.Text.Json.Serialization;

namespace FlowWatch.Core.Incidents;

/// <summary>What an incident turned out to be.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<IncidentDisposition>))]
public enum IncidentDisposition
{
    /// <summary>What the detection says.</summary>
    TruePositive,

    /// <summary>Not what the detection says: its threshold or its logic is wrong for this target.</summary>
    FalsePositive,

    /// <summary>What the detection says, and nothing to worry about: a scanner of one's own, a backup.</summary>
    Expected,
}
