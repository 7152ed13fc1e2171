using System.Net;
using Amazon.Runtime;
using FlowWatch.Aws.Credentials;
using FlowWatch.Core.Accounts;

namespace FlowWatch.Aws;

/// <summary>From an error of the AWS SDK to a failure that a judge and a person can act on.</summary>
internal static class AwsFailures
{
    // The SDK's own set of codes for "slow down", and those that single services add to it.
    private static readonly HashSet<string> Throttling = new(StringComparer.OrdinalIgnoreCase)
    {
        "Throttling", "ThrottlingException", "ThrottledException", "Throttled", "RequestThrottled", "RequestThrottledException",
        "RequestLimitExceeded", "TooManyRequestsException", "BandwidthLimitExceeded", "LimitExceededException", "SlowDown",
        "PriorRequestNotComplete", "TransactionInProgressException", "ProvisionedThroughputExceededException", "EC2ThrottledException",
        "ServiceQuotaExceededException", "KMSThrottling", "KMSThrottlingException",
    };

    private static readonly HashSet<string> Refusals = new(StringComparer.OrdinalIgnoreCase)
    {
        "AccessDenied", "AccessDeniedException", "UnauthorizedOperation", "AuthorizationError", "AuthorizationErrorException",
        "UnauthorizedAccess", "NotAuthorized", "AllAccessDisabled", "AccountProblem", "Forbidden", "OperationNotPermitted",
        "KMSAccessDenied", "KMSAccessDeniedException",
    };

    // The credentials themselves are not accepted: whatever they may do was not even looked at.
    private static readonly HashSet<string> BadCredentials = new(StringComparer.OrdinalIgnoreCase)
    {
        "ExpiredToken", "ExpiredTokenException", "InvalidToken", "InvalidClientTokenId", "InvalidAccessKeyId", "AuthFailure",
        "UnrecognizedClientException", "MissingAuthenticationToken", "MissingAuthenticationTokenException", "TokenRefreshRequired",
        "InvalidIdentityToken", "IDPRejectedClaim", "IDPCommunicationError", "RequestExpired", "OptInRequired", "NotSignedUp",
    };

    private static readonly HashSet<string> BadSignature = new(StringComparer.OrdinalIgnoreCase)
    {
        "SignatureDoesNotMatch", "InvalidSignatureException", "IncompleteSignature", "IncompleteSignatureException", "RequestTimeTooSkewed",
        "AuthorizationHeaderMalformed", "InvalidSecurity",
    };

    private static readonly HashSet<string> Missing = new(StringComparer.OrdinalIgnoreCase)
    {
        "ResourceNotFoundException", "NotFound", "NotFoundException", "NoSuchBucket", "NoSuchKey", "NoSuchEntity", "NoSuchEntityException",
        "NoSuchUpload", "NoSuchVersion",
    };

    private static readonly HashSet<string> Outages = new(StringComparer.OrdinalIgnoreCase)
    {
        "InternalError", "InternalFailure", "InternalServerError", "InternalServiceError", "ServiceUnavailable", "ServiceUnavailableException",
        "Unavailable", "RequestTimeout", "RequestTimeoutException",
    };

    private static readonly string[] CredentialWords = ["credential", "AssumeRole", "profile", "identity", "security token"];

    /// <summary>What an error means.</summary>
    /// <param name="error">What the SDK threw, after its own retries.</param>
    /// <param name="action">The IAM action that was tried: <c>ec2:DescribeFlowLogs</c>.</param>
    /// <param name="resource">What it was tried on: an ARN, a name, or <c>*</c>.</param>
    public static FactFailure From(Exception error, string action, string resource) => new(Kind(error), action, resource, Message(error));

    private static FactFailureKind Kind(Exception error) => error switch
    {
        CredentialException => FactFailureKind.NoCredentials,
        AmazonUnmarshallingException => FactFailureKind.Unexpected,
        AmazonServiceException service => Kind(service),
        AmazonClientException when IsNetwork(error.InnerException) => FactFailureKind.Unavailable,
        AmazonClientException when IsCredentials(error) => FactFailureKind.NoCredentials,
        SignatureException or Amazon.Runtime.Internal.Auth.SignatureException => FactFailureKind.NoCredentials,
        _ => IsNetwork(error) ? FactFailureKind.Unavailable : FactFailureKind.Unexpected,
    };

    private static FactFailureKind Kind(AmazonServiceException error)
    {
        var code = error.ErrorCode ?? "";
        if (Throttling.Contains(code) || error.Retryable?.Throttling == true) return FactFailureKind.Throttled;
        if (Refusals.Contains(code)) return FactFailureKind.AccessDenied;
        if (BadCredentials.Contains(code) || BadSignature.Contains(code)) return FactFailureKind.NoCredentials;
        if (Missing.Contains(code) || code.EndsWith(".NotFound", StringComparison.Ordinal)) return FactFailureKind.NotFound;
        if (Outages.Contains(code)) return FactFailureKind.Unavailable;

        return error.StatusCode switch
        {
            HttpStatusCode.TooManyRequests => FactFailureKind.Throttled,
            HttpStatusCode.Forbidden => FactFailureKind.AccessDenied,
            HttpStatusCode.Unauthorized => FactFailureKind.NoCredentials,
            HttpStatusCode.NotFound => FactFailureKind.NotFound,
            // An endpoint that is not AWS's may lack the operation; it will on the next run too.
            HttpStatusCode.NotImplemented => FactFailureKind.Unexpected,
            HttpStatusCode.RequestTimeout or >= HttpStatusCode.InternalServerError => FactFailureKind.Unavailable,
            _ => IsNetwork(error.InnerException) ? FactFailureKind.Unavailable : FactFailureKind.Unexpected,
        };
    }

    // The SDK has no type of its own for "no credentials". What it wraps is an answer of STS or of another source of credentials.
    private static bool IsCredentials(Exception error) =>
        error.InnerException is AmazonServiceException
        || CredentialWords.Any(word => error.Message.Contains(word, StringComparison.OrdinalIgnoreCase));

    private static bool IsNetwork(Exception? error)
    {
        for (; error is not null; error = error.InnerException)
        {
            // A cancellation that the caller did not ask for is the client's time-out.
            if (error is HttpRequestException or IOException or TimeoutException or OperationCanceledException or WebException
                or System.Net.Sockets.SocketException) return true;
        }

        return false;
    }

    private static string Message(Exception error)
    {
        if (error is not AmazonServiceException service)
            return error is OperationCanceledException ? "no answer in time" : $"{AwsErrorText.Clean(error.Message)}{Cause(error)}";

        var code = AwsErrorText.Clean(service.ErrorCode);
        if (code.Length == 0) code = $"HTTP {(int)service.StatusCode}";

        // The rest of these texts quotes the signed request.
        var text = BadSignature.Contains(code) ? SignatureAdvice(code, service.Message) : AwsErrorText.Clean(service.Message);
        return text.Length == 0 || text == code ? code : $"{code}: {text}";
    }

    private static string SignatureAdvice(string code, string message) => code switch
    {
        "RequestTimeTooSkewed" => "this machine's clock and that of AWS differ too much; set the clock",
        "AuthorizationHeaderMalformed" => AwsErrorText.Clean(message),
        _ => "AWS does not accept the signature: the secret key does not belong to the access key, or a proxy changes requests",
    };

    private static string Cause(Exception error)
    {
        var innermost = error.GetBaseException();
        return ReferenceEquals(innermost, error) || error.Message.Contains(innermost.Message, StringComparison.Ordinal)
            ? ""
            : $" ({AwsErrorText.Clean(innermost.Message)})";
    }
}
