using System.Net;
using FlowWatch.AwsSimulator.Policies;
using FlowWatch.AwsSimulator.Wire;

namespace FlowWatch.AwsSimulator.S3;

/// <summary>Who may do what with a bucket: the caller's policies and the bucket's own.</summary>
internal static class BucketAccess
{
    private static readonly HashSet<string> NarrowingKeys = new(StringComparer.OrdinalIgnoreCase)
    {
        "aws:SourceIp", "aws:SourceArn", "aws:SourceAccount", "aws:SourceVpc", "aws:SourceVpce", "aws:SourceOwner", "aws:userid",
        "aws:PrincipalOrgID", "aws:PrincipalOrgPaths", "aws:PrincipalArn", "aws:PrincipalAccount",
    };

    /// <summary>Whether the caller may.</summary>
    public static bool Allows(SimulatedRequest request, SimulatedBucket bucket, string permission, string resource)
    {
        var query = request.Wire.Query;
        var question = request.Question(permission, resource,
            new("s3:TlsVersion", "1.3"), new("s3:prefix", query["prefix"]), new("s3:delimiter", query["delimiter"]), new("s3:max-keys", query["max-keys"]));
        var own = request.Principal.Decide(question);
        var bucketPolicy = bucket.PolicyDocument is { } policy
            ? PolicyEvaluator.Decide([policy], question.To(request.Principal.Names()))
            : PolicyDecision.NotAllowed;
        if (own == PolicyDecision.ExplicitlyDenied || bucketPolicy == PolicyDecision.ExplicitlyDenied) return false;
        var (byOwn, byBucket) = (own == PolicyDecision.Allowed, bucketPolicy == PolicyDecision.Allowed);
        return request.Account == bucket.Account ? byOwn || byBucket : byOwn && byBucket;
    }

    /// <summary>Goes on only if the caller may.</summary>
    /// <exception cref="SimulatedServiceException">AccessDenied.</exception>
    public static void Demand(SimulatedRequest request, SimulatedBucket bucket, string permission, string resource)
    {
        var expectedOwner = request.Wire.Header("x-amz-expected-bucket-owner");
        if ((expectedOwner is null || expectedOwner == bucket.Account) && Allows(request, bucket, permission, resource)) return;

        // To other accounts S3 says nothing more than this.
        throw new SimulatedServiceException("AccessDenied",
            request.Account == bucket.Account && (expectedOwner is null || expectedOwner == bucket.Account)
                ? $"User: {request.Principal.Arn} is not authorized to perform: {permission} on resource: \"{resource}\" because no identity-based policy allows the {permission} action"
                : "Access Denied",
            HttpStatusCode.Forbidden);
    }

    /// <summary>Whether a policy lets in anyone: an allow for everyone that no condition narrows to known senders.</summary>
    public static bool IsPublic(PolicyDocument policy) => policy.Statements.Any(statement =>
        statement.Allows
        && statement.Principals?.Any(principal => principal.Name == "*") == true
        && !statement.Conditions.Any(condition => NarrowingKeys.Contains(condition.Key)));
}
