using System.Net;
using System.Text.Json.Nodes;

namespace FlowWatch.AwsSimulator.Wire;

/// <summary>AWS JSON 1.1: the operation in the <c>X-Amz-Target</c> header, errors as <c>{"__type": …, "message": …}</c>.</summary>
internal sealed class JsonProtocol : IWireProtocol
{
    /// <inheritdoc/>
    public TimeSpan AllowedSkew => TimeSpan.FromMinutes(5);

    /// <inheritdoc/>
    public bool SignsPathAsSent => false;

    /// <inheritdoc/>
    public string RequestIdHeader => "x-amzn-RequestId";

    /// <inheritdoc/>
    public string? ActionOf(WireRequest request) => request.Header("x-amz-target")?.Split('.')[^1];

    /// <inheritdoc/>
    public ErrorCode CodeOf(CommonFailure failure) => failure switch
    {
        CommonFailure.MissingAuthentication => new("MissingAuthenticationTokenException", HttpStatusCode.BadRequest),
        CommonFailure.IncompleteSignature => new("IncompleteSignatureException", HttpStatusCode.BadRequest),
        CommonFailure.UnknownAccessKey => new("UnrecognizedClientException", HttpStatusCode.BadRequest),
        CommonFailure.InvalidSessionToken => new("UnrecognizedClientException", HttpStatusCode.BadRequest),
        CommonFailure.SignatureMismatch => new("InvalidSignatureException", HttpStatusCode.BadRequest),
        CommonFailure.SkewedTime => new("InvalidSignatureException", HttpStatusCode.BadRequest),
        CommonFailure.ExpiredToken => new("ExpiredTokenException", HttpStatusCode.BadRequest),
        CommonFailure.PayloadMismatch => new("InvalidSignatureException", HttpStatusCode.BadRequest),
        CommonFailure.AccessDenied => new("AccessDeniedException", HttpStatusCode.BadRequest),
        CommonFailure.Throttled => new("ThrottlingException", HttpStatusCode.BadRequest),
        CommonFailure.LimitExceeded => new("LimitExceededException", HttpStatusCode.BadRequest),
        CommonFailure.InternalError => new("InternalFailure", HttpStatusCode.InternalServerError),
        CommonFailure.Unavailable => new("ServiceUnavailableException", HttpStatusCode.ServiceUnavailable),
        CommonFailure.UnknownAction => new("UnknownOperationException", HttpStatusCode.BadRequest),
        CommonFailure.Malformed => new("SerializationException", HttpStatusCode.BadRequest),
        _ => throw new ArgumentOutOfRangeException(nameof(failure), failure, null),
    };

    /// <inheritdoc/>
    public SimulatedResponse Render(SimulatedServiceException error, WireRequest request, string requestId)
    {
        var body = new JsonObject { ["__type"] = error.Code, ["message"] = error.Message };
        foreach (var detail in error.Details) body[detail.Name.LocalName] = detail.Value;
        return SimulatedResponse.Json(body, error.Status) with { Headers = error.Headers };
    }
}
