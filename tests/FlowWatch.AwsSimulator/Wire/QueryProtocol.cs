using System.Net;
using System.Xml.Linq;

namespace FlowWatch.AwsSimulator.Wire;

/// <summary>The AWS query protocol: a form with <c>Action</c>, answers and errors in XML.</summary>
/// <param name="xmlNamespace">The namespace of the service's answers.</param>
/// <param name="exceptions">Codes in which the service differs from the others of this protocol.</param>
internal sealed class QueryProtocol(string xmlNamespace, IReadOnlyDictionary<CommonFailure, ErrorCode>? exceptions = null) : IWireProtocol
{
    private readonly XNamespace ns = xmlNamespace;

    /// <inheritdoc/>
    public TimeSpan AllowedSkew => TimeSpan.FromMinutes(5);

    /// <inheritdoc/>
    public bool SignsPathAsSent => false;

    /// <inheritdoc/>
    public string RequestIdHeader => "x-amzn-RequestId";

    /// <inheritdoc/>
    public string? ActionOf(WireRequest request) => request.Form["Action"];

    /// <inheritdoc/>
    public ErrorCode CodeOf(CommonFailure failure)
    {
        if (exceptions is not null && exceptions.TryGetValue(failure, out var own)) return own;
        return failure switch
        {
            CommonFailure.MissingAuthentication => new("MissingAuthenticationToken", HttpStatusCode.Forbidden),
            CommonFailure.IncompleteSignature => new("IncompleteSignature", HttpStatusCode.BadRequest),
            CommonFailure.UnknownAccessKey => new("InvalidClientTokenId", HttpStatusCode.Forbidden),
            CommonFailure.InvalidSessionToken => new("InvalidClientTokenId", HttpStatusCode.Forbidden),
            CommonFailure.SignatureMismatch => new("SignatureDoesNotMatch", HttpStatusCode.Forbidden),
            CommonFailure.SkewedTime => new("SignatureDoesNotMatch", HttpStatusCode.Forbidden),
            CommonFailure.ExpiredToken => new("ExpiredToken", HttpStatusCode.Forbidden),
            CommonFailure.PayloadMismatch => new("SignatureDoesNotMatch", HttpStatusCode.Forbidden),
            CommonFailure.AccessDenied => new("AccessDenied", HttpStatusCode.Forbidden),
            CommonFailure.Throttled => new("Throttling", HttpStatusCode.BadRequest),
            CommonFailure.LimitExceeded => new("LimitExceeded", HttpStatusCode.BadRequest),
            CommonFailure.InternalError => new("InternalFailure", HttpStatusCode.InternalServerError),
            CommonFailure.Unavailable => new("ServiceUnavailable", HttpStatusCode.ServiceUnavailable),
            CommonFailure.UnknownAction => new("InvalidAction", HttpStatusCode.BadRequest),
            CommonFailure.Malformed => new("MalformedQueryString", HttpStatusCode.NotFound),
            _ => throw new ArgumentOutOfRangeException(nameof(failure), failure, null),
        };
    }

    /// <inheritdoc/>
    public SimulatedResponse Render(SimulatedServiceException error, WireRequest request, string requestId)
    {
        var type = (int)error.Status < 500 ? "Sender" : "Receiver";
        var body = new XElement("ErrorResponse",
            new XElement("Error",
                new XElement("Type", type), new XElement("Code", error.Code), new XElement("Message", error.Message), error.Details),
            new XElement("RequestId", requestId));
        return SimulatedResponse.Xml(InNamespace(body), error.Status) with { Headers = error.Headers };
    }

    /// <summary>The usual answer: <c>&lt;ActionResponse&gt;&lt;ActionResult&gt;…</c>; write elements without a namespace, they get the service's.</summary>
    public SimulatedResponse Answer(SimulatedRequest request, params IEnumerable<object?> content)
    {
        var body = new XElement(request.Action + "Response",
            new XElement(request.Action + "Result", content),
            new XElement("ResponseMetadata", new XElement("RequestId", request.RequestId)));
        return SimulatedResponse.Xml(InNamespace(body));
    }

    private XElement InNamespace(XElement element)
    {
        foreach (var each in element.DescendantsAndSelf()) each.Name = ns + each.Name.LocalName;
        return element;
    }
}
