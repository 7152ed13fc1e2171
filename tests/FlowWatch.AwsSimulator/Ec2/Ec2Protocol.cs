using System.Net;
using System.Xml.Linq;
using FlowWatch.AwsSimulator.Wire;

namespace FlowWatch.AwsSimulator.Ec2;

/// <summary>EC2's own form of the query protocol: no result element, lists of <c>item</c>, errors under <c>Response/Errors</c>.</summary>
internal sealed class Ec2Protocol : IWireProtocol
{
    private static readonly XNamespace Namespace = "http://ec2.amazonaws.com/doc/2016-11-15/";

    /// <inheritdoc/>
    public TimeSpan AllowedSkew => TimeSpan.FromMinutes(5);

    /// <inheritdoc/>
    public bool SignsPathAsSent => false;

    /// <inheritdoc/>
    public string RequestIdHeader => "x-amzn-requestid";

    /// <inheritdoc/>
    public string? ActionOf(WireRequest request) => request.Form["Action"];

    /// <inheritdoc/>
    public ErrorCode CodeOf(CommonFailure failure) => failure switch
    {
        CommonFailure.MissingAuthentication => new("MissingAuthenticationToken", HttpStatusCode.Forbidden),
        CommonFailure.IncompleteSignature => new("IncompleteSignature", HttpStatusCode.BadRequest),
        // EC2 does not say whether the key or the signature is wrong.
        CommonFailure.UnknownAccessKey or CommonFailure.InvalidSessionToken or CommonFailure.SignatureMismatch or CommonFailure.PayloadMismatch =>
            new("AuthFailure", HttpStatusCode.Unauthorized),
        CommonFailure.SkewedTime or CommonFailure.ExpiredToken => new("RequestExpired", HttpStatusCode.BadRequest),
        CommonFailure.AccessDenied => new("UnauthorizedOperation", HttpStatusCode.Forbidden),
        CommonFailure.Throttled => new("RequestLimitExceeded", HttpStatusCode.ServiceUnavailable),
        CommonFailure.LimitExceeded => new("ResourceCountLimitExceeded", HttpStatusCode.BadRequest),
        CommonFailure.InternalError => new("InternalError", HttpStatusCode.InternalServerError),
        CommonFailure.Unavailable => new("Unavailable", HttpStatusCode.ServiceUnavailable),
        CommonFailure.UnknownAction => new("InvalidAction", HttpStatusCode.BadRequest),
        CommonFailure.Malformed => new("MalformedQueryString", HttpStatusCode.BadRequest),
        _ => throw new ArgumentOutOfRangeException(nameof(failure), failure, null),
    };

    /// <inheritdoc/>
    public SimulatedResponse Render(SimulatedServiceException error, WireRequest request, string requestId)
    {
        var message = error.Code == "UnauthorizedOperation" ? $"You are not authorized to perform this operation. {error.Message}" : error.Message;
        return SimulatedResponse.Xml(
            new XElement("Response",
                new XElement("Errors", new XElement("Error", new XElement("Code", error.Code), new XElement("Message", message))),
                new XElement("RequestID", requestId)),
            error.Status) with { Headers = error.Headers };
    }

    /// <summary>An answer; elements are written without a namespace and get EC2's.</summary>
    public static SimulatedResponse Answer(SimulatedRequest request, params IEnumerable<object?> content)
    {
        var body = new XElement(request.Action + "Response", new XElement("requestId", request.RequestId), content);
        foreach (var each in body.DescendantsAndSelf()) each.Name = Namespace + each.Name.LocalName;
        return SimulatedResponse.Xml(body, contentType: "text/xml;charset=UTF-8");
    }
}
