using System.Net;
using System.Xml.Linq;
using FlowWatch.AwsSimulator.Wire;

namespace FlowWatch.AwsSimulator.S3;

/// <summary>S3: the operation in method, path and query; answers and errors in XML.</summary>
internal sealed class S3Protocol : IWireProtocol
{
    /// <summary>The namespace of answers; errors have none.</summary>
    public static readonly XNamespace Namespace = "http://s3.amazonaws.com/doc/2006-03-01/";

    /// <inheritdoc/>
    public TimeSpan AllowedSkew => TimeSpan.FromMinutes(15);

    /// <inheritdoc/>
    public bool SignsPathAsSent => true;

    /// <inheritdoc/>
    public string RequestIdHeader => "x-amz-request-id";

    /// <inheritdoc/>
    public string? ActionOf(WireRequest request) => S3Operations.NameOf(request);

    /// <inheritdoc/>
    public ErrorCode CodeOf(CommonFailure failure) => failure switch
    {
        CommonFailure.MissingAuthentication => new("AccessDenied", HttpStatusCode.Forbidden),
        CommonFailure.IncompleteSignature => new("AuthorizationHeaderMalformed", HttpStatusCode.BadRequest),
        CommonFailure.UnknownAccessKey => new("InvalidAccessKeyId", HttpStatusCode.Forbidden),
        CommonFailure.InvalidSessionToken => new("InvalidToken", HttpStatusCode.BadRequest),
        CommonFailure.SignatureMismatch => new("SignatureDoesNotMatch", HttpStatusCode.Forbidden),
        CommonFailure.SkewedTime => new("RequestTimeTooSkewed", HttpStatusCode.Forbidden),
        CommonFailure.ExpiredToken => new("ExpiredToken", HttpStatusCode.BadRequest),
        CommonFailure.PayloadMismatch => new("XAmzContentSHA256Mismatch", HttpStatusCode.BadRequest),
        CommonFailure.AccessDenied => new("AccessDenied", HttpStatusCode.Forbidden),
        CommonFailure.Throttled => new("SlowDown", HttpStatusCode.ServiceUnavailable),
        CommonFailure.LimitExceeded => new("TooManyBuckets", HttpStatusCode.BadRequest),
        CommonFailure.InternalError => new("InternalError", HttpStatusCode.InternalServerError),
        CommonFailure.Unavailable => new("ServiceUnavailable", HttpStatusCode.ServiceUnavailable),
        CommonFailure.UnknownAction => new("MethodNotAllowed", HttpStatusCode.MethodNotAllowed),
        CommonFailure.Malformed => new("MalformedXML", HttpStatusCode.BadRequest),
        _ => throw new ArgumentOutOfRangeException(nameof(failure), failure, null),
    };

    /// <inheritdoc/>
    public SimulatedResponse Render(SimulatedServiceException error, WireRequest request, string requestId)
    {
        // The answer to HEAD has no body, so the client learns nothing but the status.
        if (request.Method == "HEAD") return SimulatedResponse.Empty(error.Status) with { Headers = error.Headers };
        var body = new XElement("Error",
            new XElement("Code", error.Code), new XElement("Message", error.Message), error.Details,
            new XElement("RequestId", requestId), new XElement("HostId", "simulated"));
        return SimulatedResponse.Xml(body, error.Status, "application/xml") with { Headers = error.Headers };
    }

    /// <summary>An answer in XML; elements are written without a namespace and get S3's.</summary>
    public static SimulatedResponse Answer(XElement body)
    {
        foreach (var each in body.DescendantsAndSelf()) each.Name = Namespace + each.Name.LocalName;
        return SimulatedResponse.Xml(body, contentType: "application/xml");
    }
}
