using System.Formats.Cbor;
using System.Globalization;
using System.Net;
using System.Xml.Linq;
using FlowWatch.AwsSimulator.Wire;

namespace FlowWatch.AwsSimulator.CloudWatch;

/// <summary>A page of GetMetricData, to be written in either protocol.</summary>
/// <param name="Results">What the queries gave.</param>
/// <param name="NextToken">Where the next page begins; null at the end.</param>
internal sealed record MetricDataAnswer(IReadOnlyList<MetricResult> Results, string? NextToken)
{
    /// <summary>In XML.</summary>
    public IEnumerable<object?> ToXml() =>
    [
        new XElement("MetricDataResults", Results.Select(result => new XElement("member",
            new XElement("Id", result.Query.Id),
            new XElement("Label", result.Query.Label),
            new XElement("Timestamps", result.Points.Select(point => new XElement("member",
                point.Time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture)))),
            new XElement("Values", result.Points.Select(point => new XElement("member", point.Value.ToString("R", CultureInfo.InvariantCulture)))),
            new XElement("StatusCode", Status(result))))),
        new XElement("Messages"),
        NextToken is null ? null : new XElement("NextToken", NextToken),
    ];

    /// <summary>In CBOR.</summary>
    public SimulatedResponse ToCbor()
    {
        var writer = new CborWriter();
        writer.WriteStartMap(null);
        writer.WriteTextString("MetricDataResults");
        writer.WriteStartArray(Results.Count);
        foreach (var result in Results) Write(writer, result);
        writer.WriteEndArray();
        writer.WriteTextString("Messages");
        writer.WriteStartArray(0);
        writer.WriteEndArray();
        if (NextToken is not null)
        {
            writer.WriteTextString("NextToken");
            writer.WriteTextString(NextToken);
        }

        writer.WriteEndMap();
        return new SimulatedResponse(HttpStatusCode.OK, CloudWatchProtocol.ContentType, writer.Encode())
        {
            Headers = new Dictionary<string, string> { [CloudWatchProtocol.Header] = CloudWatchProtocol.Rpc },
        };
    }

    private static void Write(CborWriter writer, MetricResult result)
    {
        writer.WriteStartMap(5);
        writer.WriteTextString("Id");
        writer.WriteTextString(result.Query.Id);
        writer.WriteTextString("Label");
        writer.WriteTextString(result.Query.Label);
        writer.WriteTextString("Timestamps");
        writer.WriteStartArray(result.Points.Count);
        foreach (var point in result.Points)
        {
            writer.WriteTag(CborTag.UnixTimeSeconds);
            writer.WriteDouble(point.Time.ToUnixTimeSeconds());
        }

        writer.WriteEndArray();
        writer.WriteTextString("Values");
        writer.WriteStartArray(result.Points.Count);
        foreach (var point in result.Points) writer.WriteDouble(point.Value);
        writer.WriteEndArray();
        writer.WriteTextString("StatusCode");
        writer.WriteTextString(Status(result));
        writer.WriteEndMap();
    }

    private static string Status(MetricResult result) => result.IsComplete ? "Complete" : "PartialData";
}
