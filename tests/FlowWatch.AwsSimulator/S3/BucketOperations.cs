using System.Net;
using System.Text;
using System.Xml.Linq;
using FlowWatch.AwsSimulator.Wire;

namespace FlowWatch.AwsSimulator.S3;

/// <summary>What is asked of a bucket itself: its settings, its place, whether it is public.</summary>
internal static class BucketOperations
{
    private const string MinimumSizeHeader = "x-amz-transition-default-minimum-object-size";

    /// <summary>Gets, puts or deletes a setting.</summary>
    /// <exception cref="SimulatedServiceException">It is not configured, not well formed, or not allowed.</exception>
    public static SimulatedResponse Setting(SimulatedRequest request, SimulatedBucket bucket, BucketSetting setting)
    {
        BucketAccess.Demand(request, bucket, request.Wire.Method == "GET" ? setting.GetPermission : setting.PutPermission, bucket.Arn);
        return request.Wire.Method switch
        {
            "GET" => Get(bucket, setting),
            "PUT" => Put(request, bucket, setting),
            _ => Delete(bucket, setting),
        };
    }

    /// <summary>The region, in the way of old: none for the first region.</summary>
    public static SimulatedResponse Location(SimulatedRequest request, SimulatedBucket bucket)
    {
        BucketAccess.Demand(request, bucket, "s3:GetBucketLocation", bucket.Arn);
        return S3Protocol.Answer(new XElement("LocationConstraint", bucket.Region == "us-east-1" ? null : bucket.Region));
    }

    /// <summary>Whether the bucket's policy lets in anyone.</summary>
    /// <exception cref="SimulatedServiceException">NoSuchBucketPolicy.</exception>
    public static SimulatedResponse PolicyStatus(SimulatedRequest request, SimulatedBucket bucket)
    {
        BucketAccess.Demand(request, bucket, "s3:GetBucketPolicyStatus", bucket.Arn);
        var policy = bucket.PolicyDocument ?? throw BucketSetting.Policy.AbsentError(bucket.Name);
        return S3Protocol.Answer(new XElement("PolicyStatus", new XElement("IsPublic", BucketAccess.IsPublic(policy) ? "TRUE" : "FALSE")));
    }

    /// <summary>Whether the bucket is there and may be listed.</summary>
    public static SimulatedResponse Head(SimulatedRequest request, SimulatedBucket bucket)
    {
        BucketAccess.Demand(request, bucket, "s3:ListBucket", bucket.Arn);
        return SimulatedResponse.Empty() with { Headers = new Dictionary<string, string> { ["x-amz-bucket-region"] = bucket.Region } };
    }

    private static SimulatedResponse Get(SimulatedBucket bucket, BucketSetting setting)
    {
        if (bucket.Setting(setting) is not { } document)
        {
            return setting.Absent is null ? S3Protocol.Answer(new XElement(setting.Root!)) : throw setting.AbsentError(bucket.Name);
        }

        if (setting.Root is null) return new SimulatedResponse(HttpStatusCode.OK, "application/json", Encoding.UTF8.GetBytes(document));
        var answer = S3Protocol.Answer(XElement.Parse(document));
        return setting == BucketSetting.Lifecycle
            ? answer with { Headers = new Dictionary<string, string> { [MinimumSizeHeader] = bucket.TransitionDefaultMinimumObjectSize } }
            : answer;
    }

    private static SimulatedResponse Put(SimulatedRequest request, SimulatedBucket bucket, BucketSetting setting)
    {
        try
        {
            bucket.Set(setting, Encoding.UTF8.GetString(request.Wire.Body.Span));
        }
        catch (FormatException) when (setting.Root is null)
        {
            throw new SimulatedServiceException("MalformedPolicy", "Policies must be valid JSON and the first byte must be '{'");
        }
        catch (FormatException)
        {
            throw request.Failure(CommonFailure.Malformed, "The XML you provided was not well-formed or did not validate against our published schema");
        }

        if (setting == BucketSetting.Policy) return SimulatedResponse.Empty(HttpStatusCode.NoContent);
        if (setting != BucketSetting.Lifecycle) return SimulatedResponse.Empty();
        if (request.Wire.Header(MinimumSizeHeader) is { } minimum) bucket.TransitionDefaultMinimumObjectSize = minimum;
        return SimulatedResponse.Empty() with
        {
            Headers = new Dictionary<string, string> { [MinimumSizeHeader] = bucket.TransitionDefaultMinimumObjectSize },
        };
    }

    private static SimulatedResponse Delete(SimulatedBucket bucket, BucketSetting setting)
    {
        bucket.Set(setting, null);
        return SimulatedResponse.Empty(HttpStatusCode.NoContent);
    }
}
