using Amazon.S3.Model;
using FlowWatch.Core.Accounts;
using LifecycleRule = FlowWatch.Core.Accounts.LifecycleRule;
using LifecycleTransition = FlowWatch.Core.Accounts.LifecycleTransition;

namespace FlowWatch.Aws.S3;

/// <summary>From the SDK's lifecycle rules to FlowWatch's.</summary>
internal static class S3LifecycleRules
{
    public static LifecycleRule Rule(Amazon.S3.Model.LifecycleRule rule) => Filtered(rule, new LifecycleRule
    {
        Id = rule.Id ?? "",
        IsEnabled = rule.Status?.Value == "Enabled",
        Prefix = OldPrefix(rule) ?? "",
        Transitions =
        [
            .. (rule.Transitions ?? []).Select(move => new LifecycleTransition(move.StorageClass?.Value ?? "", move.Days, AwsTime.Utc(move.Date))),
        ],
        Expiration = rule.Expiration is { } expiration
            ? new LifecycleExpiration(expiration.Days, AwsTime.Utc(expiration.Date), expiration.ExpiredObjectDeleteMarker ?? false)
            : null,
        NoncurrentTransitions =
        [
            .. (rule.NoncurrentVersionTransitions ?? []).Select(
                move => new NoncurrentTransition(move.StorageClass?.Value ?? "", move.NoncurrentDays, move.NewerNoncurrentVersions)),
        ],
        NoncurrentExpiration = rule.NoncurrentVersionExpiration is { } old ? new NoncurrentExpiration(old.NoncurrentDays, old.NewerNoncurrentVersions) : null,
        AbortIncompleteMultipartDays = rule.AbortIncompleteMultipartUpload?.DaysAfterInitiation,
    });

    // The SDK fills in only the predicate of what it reads; the filter's other properties are for what is written.
    private static LifecycleRule Filtered(Amazon.S3.Model.LifecycleRule source, LifecycleRule rule) => source.Filter?.LifecycleFilterPredicate switch
    {
        null => rule,
        LifecycleAndOperator all => (all.Operands ?? []).Aggregate(rule, With),
        var one => With(rule, one),
    };

    private static LifecycleRule With(LifecycleRule rule, LifecycleFilterPredicate predicate) => predicate switch
    {
        LifecyclePrefixPredicate prefix => rule with { Prefix = prefix.Prefix ?? "" },
        LifecycleTagPredicate { Tag: { } tag } => rule with
        {
            Tags = new Dictionary<string, string>(rule.Tags, StringComparer.Ordinal) { [tag.Key ?? ""] = tag.Value ?? "" },
        },
        LifecycleObjectSizeGreaterThanPredicate size => rule with { SizeGreaterThan = size.ObjectSizeGreaterThan },
        LifecycleObjectSizeLessThanPredicate size => rule with { SizeLessThan = size.ObjectSizeLessThan },
        // To leave it out would make the rule hold for more than it does.
        _ => throw new InvalidDataException($"the lifecycle rule '{AwsErrorText.Clean(rule.Id)}' has a filter that is not known here"),
    };

#pragma warning disable CS0618 // Rules that are older than filters have their prefix outside, and AWS still sends it so.
    private static string? OldPrefix(Amazon.S3.Model.LifecycleRule rule) => rule.Prefix;
#pragma warning restore CS0618
}
