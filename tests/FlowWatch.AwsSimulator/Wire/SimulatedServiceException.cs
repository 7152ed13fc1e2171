using System.Net;
using System.Xml.Linq;

namespace FlowWatch.AwsSimulator.Wire;

/// <summary>An error that a service answers with; the protocol gives it its form on the wire.</summary>
internal sealed class SimulatedServiceException(string code, string message, HttpStatusCode status = HttpStatusCode.BadRequest)
    : Exception(message)
{
    /// <summary>The code as the service's reference spells it, such as <c>ResourceNotFoundException</c>.</summary>
    public string Code { get; } = code;

    /// <summary>The HTTP status.</summary>
    public HttpStatusCode Status { get; } = status;

    /// <summary>Further members of the error: elements in XML, properties in JSON.</summary>
    public IReadOnlyList<XElement> Details { get; init; } = [];

    /// <summary>Further headers of the answer.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>();
}
