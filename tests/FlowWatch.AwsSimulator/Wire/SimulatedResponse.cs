using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using System.Xml.Linq;

namespace FlowWatch.AwsSimulator.Wire;

/// <summary>An answer before it goes over the wire.</summary>
internal sealed record SimulatedResponse(HttpStatusCode Status, string? ContentType, ReadOnlyMemory<byte> Body)
{
    /// <summary>Further headers.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>();

    /// <summary>An answer without a body.</summary>
    public static SimulatedResponse Empty(HttpStatusCode status = HttpStatusCode.OK) => new(status, null, ReadOnlyMemory<byte>.Empty);

    /// <summary>JSON 1.1, as CloudWatch Logs speaks it.</summary>
    public static SimulatedResponse Json(JsonNode body, HttpStatusCode status = HttpStatusCode.OK) =>
        new(status, "application/x-amz-json-1.1", Encoding.UTF8.GetBytes(body.ToJsonString()));

    /// <summary>XML, with its declaration.</summary>
    public static SimulatedResponse Xml(XElement root, HttpStatusCode status = HttpStatusCode.OK, string contentType = "text/xml")
    {
        var text = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n" + root.ToString(SaveOptions.DisableFormatting);
        return new(status, contentType, Encoding.UTF8.GetBytes(text));
    }
}
