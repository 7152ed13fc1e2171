using Amazon.Runtime;
using Amazon.SimpleNotificationService.Model;
using FlowWatch.Core.Accounts;
using FlowWatch.Core.Alerts;

namespace FlowWatch.Aws.Sns;

/// <summary>From what SNS answered to what became of a message, and what to do about it.</summary>
internal static class SnsAnswers
{
    private const string Action = "sns:Publish";

    // Codes that an entry of a batch may carry although the sender is not at fault for good.
    private static readonly HashSet<string> Passing = new(StringComparer.OrdinalIgnoreCase) { "Throttled", "Throttling", "ThrottledException", "KMSThrottling", "InternalError", "InternalFailure", "ServiceUnavailable" };

    /// <summary>A request failed as a whole.</summary>
    public static SnsAnswer Of(Exception error, SnsTopicArn topic)
    {
        var failure = AwsFailures.From(error, Action, topic.Text);
        var code = (error as AmazonServiceException)?.ErrorCode ?? "";
        return failure.Kind switch
        {
            FactFailureKind.Throttled or FactFailureKind.Unavailable or FactFailureKind.NoCredentials => new(DeliveryOutcome.TryLater, failure.Message, IsOfTopic: true),
            FactFailureKind.AccessDenied or FactFailureKind.NotFound => new(DeliveryOutcome.Refused, WithAdvice(failure, code, topic), IsOfTopic: true),
            _ when IsKms(code) => new(DeliveryOutcome.Refused, WithAdvice(failure, code, topic), IsOfTopic: true),

            // SNS said what is wrong with these messages; others may be right.
            _ when code.Length > 0 && error is not AmazonUnmarshallingException => new(DeliveryOutcome.Refused, failure.Message),
            _ => new(DeliveryOutcome.TryLater, $"the answer is not one of SNS, so it is not known whether the message was taken ({failure.Message})", IsOfTopic: true),
        };
    }

    /// <summary>One entry of a batch failed.</summary>
    public static SnsAnswer Of(BatchResultErrorEntry failed, SnsTopicArn topic)
    {
        var code = AwsErrorText.Clean(failed.Code);
        var text = AwsErrorText.Clean(failed.Message);
        var message = text.Length == 0 ? code : $"{code}: {text}";
        return failed.SenderFault == true && !Passing.Contains(code)
            ? new(DeliveryOutcome.Refused, Advice(code, topic) is { } advice ? $"{message}. {advice}" : message)
            : new(DeliveryOutcome.TryLater, message);
    }

    private static string WithAdvice(FactFailure failure, string code, SnsTopicArn topic)
    {
        var advice = Advice(code, topic) ?? (failure.Kind == FactFailureKind.NotFound ? NotThere(topic) : NotAllowed(topic));
        return $"{failure.Message.TrimEnd('.')}. {advice}";
    }

    private static string? Advice(string code, SnsTopicArn topic) => code switch
    {
        "AuthorizationError" or "AccessDenied" => NotAllowed(topic),
        "NotFound" => NotThere(topic),
        "KMSAccessDenied" => $"Allow kms:GenerateDataKey* and kms:Decrypt on the key of {topic}, in the key's policy and in that of the role.",
        "KMSDisabled" or "KMSInvalidState" or "KMSNotFound" or "KMSOptInRequired" => $"Look at the KMS key that {topic} is set to: enable it, or give the topic another.",
        _ => null,
    };

    private static string NotAllowed(SnsTopicArn topic) =>
        $"Allow {Action} on {topic} in the policy of FlowWatch's role. If that role is not of account {topic.Account}, the topic's own policy must allow it too.";

    private static string NotThere(SnsTopicArn topic) => $"Make the topic {topic.Name} in {topic.Region} of account {topic.Account}, or correct its ARN in the settings.";

    private static bool IsKms(string code) => code.StartsWith("KMS", StringComparison.Ordinal);
}
