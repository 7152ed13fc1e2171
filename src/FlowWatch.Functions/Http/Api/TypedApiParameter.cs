using System.Text.Json.Nodes;

namespace FlowWatch.Functions.Http.Api;

/// <summary>A parameter whose values are of one type.</summary>
/// <typeparam name="T">The type.</typeparam>
/// <param name="name">Its name.</param>
/// <param name="place">Where it stands.</param>
/// <param name="description">What it means.</param>
/// <param name="schema">Its JSON schema.</param>
/// <param name="parse">Reads a text: gives a value of the type or an error.</param>
public sealed class TypedApiParameter<T>(string name, ApiPlace place, string description, JsonObject schema, Func<string, ApiParsed> parse) : ApiParameter(name, place, description, schema)
{
    /// <inheritdoc/>
    public override ApiParsed Parse(string text) => parse(text);
}
