using FlowWatch.Core.Accounts;
using FlowWatch.Core.Accounts.Policies;
using FlowWatch.Core.Compliance.Facts;
using FlowWatch.Core.Targets;

namespace FlowWatch.Core.Compliance.ArchiveTlsOnly;

/// <summary>The bucket's policy denies everybody everything without TLS, on the bucket and on its objects. Any other Deny is not that.</summary>
public sealed class ArchiveTlsOnlyControl : ArchiveControl
{
    private const string SecureTransport = "aws:SecureTransport";

    // One that only an "everything" covers.
    private const string AnyAction = "s3:\u0001";

    /// <inheritdoc/>
    protected override IEnumerable<ControlResult> Judge(ComplianceFacts facts, ArchiveLocation location, ArchiveFacts archive)
    {
        ArgumentNullException.ThrowIfNull(facts);
        ArgumentNullException.ThrowIfNull(location);
        ArgumentNullException.ThrowIfNull(archive);
        return [JudgeOne(facts, location, archive.Posture.Policy)];
    }

    private ControlResult JudgeOne(ComplianceFacts facts, ArchiveLocation location, Fact<BucketPolicy> known)
    {
        const string Source = "s3:GetBucketPolicy";
        if (!known.IsKnown) return NotVerified(location.Bucket, $"The policy of {location.Bucket}", known.Failure);
        if (known.Value.Document is not { } text) return Fail(location.Bucket, $"{location.Bucket} has no policy: it can be read and written without TLS.", new ControlEvidence("Policy", "none", Source));
        if (PolicyDocument.TryParse(text) is not { } document || PolicyStatement.Read(document) is not { } statements) return NotVerified(location.Bucket, $"The policy of {location.Bucket} cannot be understood.");
        var bucket = $"arn:{AwsRegions.PartitionOf(facts.Target.Region)}:s3:::{location.Bucket}";
        var denying = statements.Where(IsTlsOnly).ToList();
        var (ofBucket, ofObjects) = (denying.Exists(statement => statement.CoversResource(bucket)), denying.Exists(statement => statement.CoversResource(bucket + "/\u0001")));
        ControlEvidence[] evidence =
        [
            new("Statements that deny without TLS", denying.Count == 0 ? "none" : string.Join(", ", denying.Select((statement, index) => statement.Sid ?? $"statement {index + 1}")), Source),
            new("On the bucket", ofBucket ? "yes" : "no", Source),
            new("On its objects", ofObjects ? "yes" : "no", Source),
        ];
        if (ofBucket && ofObjects) return Pass(location.Bucket, $"The policy of {location.Bucket} denies everybody everything without TLS.", evidence);
        var others = statements.Count(statement => statement.IsDeny) - denying.Count;
        var why = denying.Count > 0 ? $"only on {(ofBucket ? "the bucket, not on its objects" : ofObjects ? "its objects, not on the bucket" : "other resources")}"
            : others > 0 ? $"not at all: {(others == 1 ? "the Deny that is there is" : $"the {others} Denys that are there are")} about something else, or not for everybody and everything"
            : "not at all";
        return Fail(location.Bucket, $"The policy of {location.Bucket} denies requests without TLS {why}.", evidence);
    }

    private static bool IsTlsOnly(PolicyStatement statement) => statement is { IsDeny: true, ExcludesPrincipals: false, ExcludesActions: false, ExcludesResources: false, Conditions: [var condition], Resources.Count: > 0 }
        && statement.Principals.Any(principal => principal is { Value: "*", Type: "*" or "AWS" })
        && statement.CoversAction(AnyAction)
        && condition.IsOf(SecureTransport) && string.Equals(condition.PlainOperator, "Bool", StringComparison.OrdinalIgnoreCase)
        && condition.Values is [var value] && string.Equals(value, "false", StringComparison.OrdinalIgnoreCase);
}
