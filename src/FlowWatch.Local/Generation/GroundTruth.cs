using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace FlowWatch.Local.Generation;

/// <summary>The truth about generated traffic, as a JSON document.</summary>
public sealed record GroundTruth
{
    private static readonly JsonSerializerOptions Format = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter() },
    };

    /// <summary>Version of this document's shape.</summary>
    public int SchemaVersion { get; init; } = 1;

    /// <summary>The seed of the traffic.</summary>
    public required int Seed { get; init; }

    /// <summary>When the traffic begins.</summary>
    public required DateTimeOffset Start { get; init; }

    /// <summary>How long it lasts.</summary>
    public required double DurationSeconds { get; init; }

    /// <summary>The hosts that were asked for.</summary>
    public required int Hosts { get; init; }

    /// <summary>The rate that was asked for.</summary>
    public required double ConnectionsPerSecond { get; init; }

    /// <summary>The aggregation interval it was recorded with, in seconds.</summary>
    public required int AggregationInterval { get; init; }

    /// <summary>The fields of a record, in order.</summary>
    public required IReadOnlyList<string> Fields { get; init; }

    /// <summary>The planted incidents.</summary>
    public required IReadOnlyList<PlantedIncident> Incidents { get; init; }

    /// <summary>The truth about what a generator writes.</summary>
    public static GroundTruth Of(TrafficGenerator generator)
    {
        ArgumentNullException.ThrowIfNull(generator);
        var options = generator.Options;
        return new GroundTruth
        {
            Seed = options.Seed,
            Start = options.Start.ToUniversalTime(),
            DurationSeconds = options.Duration.TotalSeconds,
            Hosts = options.Hosts,
            ConnectionsPerSecond = options.ConnectionsPerSecond,
            AggregationInterval = options.AggregationInterval,
            Fields = options.Fields,
            Incidents = generator.Incidents,
        };
    }

    /// <summary>Reads a document that <see cref="Write"/> wrote.</summary>
    public static GroundTruth Read(string path) =>
        JsonSerializer.Deserialize<GroundTruth>(File.ReadAllBytes(path), Format)
        ?? throw new JsonException($"{path} holds no ground truth.");

    /// <summary>The document as text.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, Format) + "\n";

    /// <summary>Writes the document into a file.</summary>
    public void Write(string path) => File.WriteAllText(path, ToJson());
}
