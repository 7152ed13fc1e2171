using Amazon.CloudWatchLogs.Model;
using Amazon.Runtime;
using FlowWatch.Aws.Credentials;
using FlowWatch.Core.Accounts;

namespace FlowWatch.Aws.CloudWatchLogs.Scheduling;

/// <summary>From an error of CloudWatch Logs to what it means for a query.</summary>
internal static class InsightsProblems
{
    // The SDK allows for a wrong clock from the answer on that told it, and drops a session that AWS refused: a second call may do.
    private static readonly HashSet<string> GoodOnSecondTry =
    [
        "ExpiredToken", "ExpiredTokenException", "UnrecognizedClientException", "InvalidClientTokenId",
        "InvalidSignatureException", "SignatureDoesNotMatch", "RequestTimeTooSkewed", "RequestExpired",
    ];

    // About a quarter of a minute: longer than a failure to get credentials is believed before it is tried again.
    private const int WithoutCredentials = 6;

    /// <summary>What the failure of a call means.</summary>
    /// <param name="error">What the SDK threw.</param>
    /// <param name="action">The IAM action: <c>logs:StartQuery</c>.</param>
    /// <param name="logGroup">The log group that is queried.</param>
    /// <param name="failures">How often calls for the query failed in a row, this one included.</param>
    /// <param name="runs">Whether the query runs at AWS, so that there is something to lose.</param>
    public static InsightsProblem Of(Exception error, string action, string logGroup, int failures, bool runs)
    {
        var failure = AwsFailures.From(error, action, logGroup);
        var message = $"{action} on {logGroup}: {failure.Message}";
        return error switch
        {
            LimitExceededException => new(InsightsStep.NoRoom, InsightsOutcome.Throttled, message, action),
            MalformedQueryException when IsNotKept(error.Message) => new(InsightsStep.GiveUp, InsightsOutcome.NotKept, message, action),
            MalformedQueryException or InvalidParameterException => new(InsightsStep.GiveUp, InsightsOutcome.Malformed, message, action),
            CredentialException { Failure.Kind: CredentialFailureKind.Unavailable } when runs || failures < WithoutCredentials => new(InsightsStep.TryAgain, InsightsOutcome.NoCredentials, message, action),
            AmazonServiceException { ErrorCode: { } code } when failures == 1 && GoodOnSecondTry.Contains(code) => new(InsightsStep.TryAgain, InsightsOutcome.NoCredentials, message, action),
            AmazonUnmarshallingException => new(InsightsStep.TryAgain, InsightsOutcome.Unavailable, message, action),
            _ => new(StepOf(failure.Kind), OutcomeOf(failure.Kind), message, action),
        };
    }

    // Of a window that lies wholly before the log group's creation or beyond its retention AWS says that the query is malformed. The text
    // is right; there is nothing left to look at, which is not the same as nothing found.
    private static bool IsNotKept(string message) =>
        message.Contains("retention", StringComparison.OrdinalIgnoreCase) || message.Contains("creation time", StringComparison.OrdinalIgnoreCase);

    private static InsightsStep StepOf(FactFailureKind kind) => kind switch
    {
        FactFailureKind.Throttled => InsightsStep.SlowDown,
        FactFailureKind.Unavailable => InsightsStep.TryAgain,
        _ => InsightsStep.GiveUp,
    };

    private static InsightsOutcome OutcomeOf(FactFailureKind kind) => kind switch
    {
        FactFailureKind.AccessDenied => InsightsOutcome.AccessDenied,
        FactFailureKind.NoCredentials => InsightsOutcome.NoCredentials,
        FactFailureKind.NotFound => InsightsOutcome.LogGroupNotFound,
        FactFailureKind.Throttled => InsightsOutcome.Throttled,
        FactFailureKind.Unavailable => InsightsOutcome.Unavailable,
        _ => InsightsOutcome.Failed,
    };
}
