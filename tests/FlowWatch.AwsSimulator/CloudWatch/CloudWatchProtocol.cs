using System.Formats.Cbor;
using FlowWatch.AwsSimulator.Wire;

namespace FlowWatch.AwsSimulator.CloudWatch;

/// <summary>CloudWatch answers in the protocol it is asked in: the old query protocol, or Smithy's RPC v2 in CBOR, which newer SDKs speak.</summary>
internal sealed class CloudWatchProtocol : IWireProtocol
{
    /// <summary>The header that tells RPC v2, in requests and answers.</summary>
    public const string Header = "smithy-protocol";

    /// <summary>What that header says.</summary>
    public const string Rpc = "rpc-v2-cbor";

    /// <summary>The content type of CBOR.</summary>
    public const string ContentType = "application/cbor";

    /// <summary>The query protocol.</summary>
    public QueryProtocol Query { get; } = new("http://monitoring.amazonaws.com/doc/2010-08-01/");

    /// <inheritdoc/>
    public TimeSpan AllowedSkew => Query.AllowedSkew;

    /// <inheritdoc/>
    public bool SignsPathAsSent => false;

    /// <inheritdoc/>
    public string RequestIdHeader => Query.RequestIdHeader;

    /// <summary>Whether a request is in CBOR.</summary>
    public static bool IsCbor(WireRequest request) => request.Header(Header) == Rpc;

    /// <inheritdoc/>
    public string? ActionOf(WireRequest request)
    {
        if (!IsCbor(request)) return Query.ActionOf(request);
        return request.RawPath.Split('/') is ["", "service", _, "operation", var operation] ? operation : null;
    }

    /// <inheritdoc/>
    public ErrorCode CodeOf(CommonFailure failure) => Query.CodeOf(failure);

    /// <inheritdoc/>
    public SimulatedResponse Render(SimulatedServiceException error, WireRequest request, string requestId)
    {
        if (!IsCbor(request)) return Query.Render(error, request, requestId);

        var writer = new CborWriter();
        writer.WriteStartMap(2);
        writer.WriteTextString("__type");
        writer.WriteTextString("com.amazonaws.cloudwatch#" + error.Code);
        writer.WriteTextString("message");
        writer.WriteTextString(error.Message);
        writer.WriteEndMap();
        return new SimulatedResponse(error.Status, ContentType, writer.Encode())
        {
            Headers = new Dictionary<string, string>(error.Headers)
            {
                [Header] = Rpc,
                // Clients that spoke the query protocol before find the code they know here.
                ["x-amzn-query-error"] = $"{error.Code};{((int)error.Status < 500 ? "Sender" : "Receiver")}",
            },
        };
    }
}
