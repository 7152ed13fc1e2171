using System.Text.Json.Nodes;
using FlowWatch.Core.Diagnostics.Parameters;

namespace FlowWatch.Functions.Http.Api;

/// <summary>Parameters of questions as parameters of requests. The text is kept; the question reads it.</summary>
internal static class QuestionParameters
{
    /// <summary>The parameter.</summary>
    public static TypedApiParameter<string> Of(DiagnosticParameter parameter) => new(
        parameter.Name,
        ApiPlace.Query,
        parameter.Default is { } usual ? $"{parameter.Description} Default: {usual}." : parameter.Description,
        Schema(parameter),
        text => parameter.Parse(text).Error is { } error ? ApiParsed.Bad(error) : ApiParsed.Good(text))
    { IsRequired = parameter.IsRequired };

    private static JsonObject Schema(DiagnosticParameter parameter) => parameter.Kind switch
    {
        DiagnosticParameterKind.Number when parameter.Maximum < long.MaxValue => new JsonObject { ["type"] = "integer", ["minimum"] = parameter.Minimum, ["maximum"] = parameter.Maximum },
        DiagnosticParameterKind.Number => new JsonObject { ["type"] = "integer", ["minimum"] = parameter.Minimum },
        DiagnosticParameterKind.Instant => new JsonObject { ["type"] = "string", ["format"] = "date-time" },
        DiagnosticParameterKind.Choice => new JsonObject { ["type"] = "string", ["enum"] = new JsonArray([.. parameter.Words.Select(word => JsonValue.Create(word))]) },
        DiagnosticParameterKind.Flag => new JsonObject { ["type"] = "boolean" },
        DiagnosticParameterKind.Address => new JsonObject { ["type"] = "string", ["examples"] = new JsonArray("10.0.1.100") },
        DiagnosticParameterKind.Network => new JsonObject { ["type"] = "string", ["examples"] = new JsonArray("10.0.0.0/8", "10.0.1.100") },
        DiagnosticParameterKind.Length => new JsonObject { ["type"] = "string", ["pattern"] = "^[0-9]{1,5}[smhd]$" },
        _ => new JsonObject { ["type"] = "string", ["pattern"] = $"^(?:{parameter.Pattern})$" },
    };
}
