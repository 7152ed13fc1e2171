using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using FlowWatch.AwsSimulator.Identities;
using FlowWatch.AwsSimulator.Wire;

namespace FlowWatch.AwsSimulator.Signing;

/// <summary>Finds out who signed a request, and refuses as AWS does: with the code of the service's own protocol.</summary>
internal sealed class RequestAuthenticator(IdentityRegistry identities)
{
    private const string TimeFormat = "yyyyMMdd'T'HHmmss'Z'";
    private const string UnsignedPayload = "UNSIGNED-PAYLOAD";
    private const string Streaming = "STREAMING-";

    /// <summary>Verifies a request.</summary>
    /// <param name="request">The request as it came.</param>
    /// <param name="scope">What its Authorization header says; null when there is none that can be read.</param>
    /// <param name="protocol">The service's protocol.</param>
    /// <param name="signingNow">The time that the time of signing is compared with.</param>
    /// <param name="now">The time that temporary keys end by.</param>
    /// <exception cref="SimulatedServiceException">The request is refused.</exception>
    public Authentication Authenticate(
        WireRequest request, SignatureScope? scope, IWireProtocol protocol, DateTimeOffset signingNow, DateTimeOffset now)
    {
        if (scope is null)
        {
            throw request.Header("authorization") is null
                ? Failure(protocol, CommonFailure.MissingAuthentication, "Request is missing Authentication Token")
                : Failure(protocol, CommonFailure.IncompleteSignature, "Authorization header requires 'Credential', 'SignedHeaders' and 'Signature' parameters.");
        }

        var time = request.Header("x-amz-date");
        if (time is null || !DateTimeOffset.TryParseExact(
            time, TimeFormat, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var signedAt))
        {
            throw Failure(protocol, CommonFailure.IncompleteSignature, "Authorization header requires existence of either a 'X-Amz-Date' or a 'Date' header.");
        }

        var key = identities.Key(scope.AccessKeyId)
            ?? throw Failure(protocol, CommonFailure.UnknownAccessKey, "The security token included in the request is invalid.");
        CheckToken(request, protocol, key, now);
        CheckTime(protocol, time, signedAt, signingNow);
        return new Authentication(key.Principal, VerifiedBody(request, scope, protocol, time, key));
    }

    private static SimulatedServiceException Failure(IWireProtocol protocol, CommonFailure failure, string message)
    {
        var (code, status) = protocol.CodeOf(failure);
        return new SimulatedServiceException(code, message, status);
    }

    private static void CheckToken(WireRequest request, IWireProtocol protocol, IssuedKey key, DateTimeOffset now)
    {
        if (request.Header("x-amz-security-token") != key.Credentials.SessionToken)
        {
            throw Failure(protocol, CommonFailure.InvalidSessionToken, "The security token included in the request is invalid.");
        }

        if (key.Credentials.Expiration <= now)
        {
            throw Failure(protocol, CommonFailure.ExpiredToken, "The security token included in the request is expired");
        }
    }

    private static void CheckTime(IWireProtocol protocol, string time, DateTimeOffset signedAt, DateTimeOffset signingNow)
    {
        if ((signedAt - signingNow).Duration() <= protocol.AllowedSkew) return;

        var limit = signedAt < signingNow ? signingNow - protocol.AllowedSkew : signingNow + protocol.AllowedSkew;
        var side = signedAt < signingNow ? "Signature expired: {0} is now earlier than {1} ({2} - {3} min.)" : "Signature not yet current: {0} is still later than {1} ({2} + {3} min.)";
        throw Failure(protocol, CommonFailure.SkewedTime, string.Format(
            CultureInfo.InvariantCulture, side, time, Stamp(limit), Stamp(signingNow), protocol.AllowedSkew.TotalMinutes));
    }

    private static string Stamp(DateTimeOffset time) => time.ToString(TimeFormat, CultureInfo.InvariantCulture);

    private static ReadOnlyMemory<byte> VerifiedBody(
        WireRequest request, SignatureScope scope, IWireProtocol protocol, string time, IssuedKey key)
    {
        var calculator = new SignatureCalculator(scope, time, key.Credentials.SecretAccessKey);
        var actualHash = SignatureCalculator.Hash(request.Body.Span);
        var statedHash = request.Header("x-amz-content-sha256") ?? actualHash;
        var signature = calculator.OfRequest(request, statedHash, protocol.SignsPathAsSent);
        var signsHost = scope.SignedHeaders.Contains("host");
        if (!signsHost || !CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(signature), Encoding.ASCII.GetBytes(scope.Signature)))
        {
            throw Failure(protocol, CommonFailure.SignatureMismatch,
                "The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key and signing method.");
        }

        if (statedHash.StartsWith(Streaming, StringComparison.Ordinal))
        {
            var signedChunks = statedHash.StartsWith("STREAMING-AWS4-HMAC-SHA256-PAYLOAD", StringComparison.Ordinal);
            return ChunkedPayload.Decode(request.Body.Span, signedChunks ? calculator : null, signature)
                ?? throw Failure(protocol, CommonFailure.SignatureMismatch, "A chunk of the body is not the one that was signed.");
        }

        if (statedHash != UnsignedPayload && statedHash != actualHash)
        {
            throw Failure(protocol, CommonFailure.PayloadMismatch, "The provided 'x-amz-content-sha256' header does not match what was computed.");
        }

        return request.Body;
    }
}
