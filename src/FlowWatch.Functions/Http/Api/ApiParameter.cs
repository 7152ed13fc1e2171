using System.Text.Json.Nodes;

namespace FlowWatch.Functions.Http.Api;

/// <summary>A parameter of an operation: what it means, and how its text is read. Requests are read by it and openapi.json is made from it.</summary>
/// <param name="name">Its name.</param>
/// <param name="place">Where it stands.</param>
/// <param name="description">What it means.</param>
/// <param name="schema">Its JSON schema.</param>
public abstract class ApiParameter(string name, ApiPlace place, string description, JsonObject schema)
{
    /// <summary>The longest text of a parameter.</summary>
    public const int MaximumLength = 1000;

    /// <summary>Its name.</summary>
    public string Name { get; } = name;

    /// <summary>Where it stands.</summary>
    public ApiPlace Place { get; } = place;

    /// <summary>What it means.</summary>
    public string Description { get; } = description;

    /// <summary>Whether it must be given.</summary>
    public bool IsRequired { get; init; }

    /// <summary>Its JSON schema; new for each caller.</summary>
    public JsonObject Schema => schema.DeepClone().AsObject();

    /// <summary>Reads its text, which may be anything.</summary>
    public abstract ApiParsed Parse(string text);
}
