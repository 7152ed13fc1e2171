using System.Text.Json;

namespace FlowWatch.Core.Compliance;

/// <summary>The requirements, from the data file <c>requirements.json</c> beside this type.</summary>
public static class RequirementMap
{
    /// <summary>The requirements, in the order of their numbers.</summary>
    public static IReadOnlyList<Requirement> All { get; } = Read();

    /// <summary>The requirement of that number, or null.</summary>
    public static Requirement? Find(string id) => All.FirstOrDefault(requirement => requirement.Id == id);

    private static List<Requirement> Read()
    {
        using var stream = typeof(RequirementMap).Assembly.GetManifestResourceStream(typeof(RequirementMap), "requirements.json")
            ?? throw new InvalidOperationException("requirements.json is not embedded.");
        return JsonSerializer.Deserialize<List<Requirement>>(stream, JsonSerializerOptions.Web)!;
    }
}
