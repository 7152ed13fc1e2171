using System.Text.Json;
using System.Text.Json.Serialization;

namespace FlowWatch.Core.Detections;

/// <summary>Reads the data files that lie beside a detection's logic and are embedded in the assembly.</summary>
public static class DetectionMetadataReader
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    /// <summary>The metadata of a detection: <c>{name}.metadata.json</c> in the folder of its type.</summary>
    public static DetectionMetadata Metadata(Type detection, string name) => Read<DetectionMetadata>(detection, $"{name}.metadata.json");

    /// <summary>The examples of a detection: <c>{name}.examples.json</c> in the folder of its type.</summary>
    public static IReadOnlyList<DetectionExample> Examples(IDetection detection)
    {
        ArgumentNullException.ThrowIfNull(detection);
        var type = detection.GetType();
        return Read<List<DetectionExample>>(type, $"{type.Name[..^"Detection".Length]}.examples.json");
    }

    private static T Read<T>(Type type, string file)
    {
        using var stream = type.Assembly.GetManifestResourceStream(type, file)
            ?? throw new InvalidOperationException($"{type.Name} has no embedded file {type.Namespace}.{file}.");
        return JsonSerializer.Deserialize<T>(stream, Options) ?? throw new InvalidOperationException($"{file} is empty.");
    }
}
