using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using FlowWatch.AwsSimulator.Wire;

namespace FlowWatch.AwsSimulator.S3;

/// <summary>GetObject, HeadObject, PutObject, DeleteObject.</summary>
internal static class ObjectOperations
{
    /// <summary>The object's content, or a range of it.</summary>
    /// <exception cref="SimulatedServiceException">NoSuchKey, AccessDenied or InvalidObjectState.</exception>
    public static SimulatedResponse Get(SimulatedRequest request, SimulatedBucket bucket, string key)
    {
        var found = Find(request, bucket, key);
        if (found.IsArchived && bucket.Restores.GetValueOrDefault(key)?.IsThere(request.ReceivedAt) != true)
        {
            throw new SimulatedServiceException("InvalidObjectState", "The operation is not valid for the object's storage class", HttpStatusCode.Forbidden)
            {
                Details = [new("StorageClass", found.StorageClass)],
            };
        }

        var content = found.Content ?? new byte[found.Size];
        var headers = Headers(request, bucket, found);
        if (Range(request.Wire.Header("range"), content.Length) is not { } range) return Content(HttpStatusCode.OK, content, headers);
        headers["Content-Range"] = $"bytes {range.Start.Value}-{range.End.Value - 1}/{content.Length}";
        return Content(HttpStatusCode.PartialContent, content[range], headers);
    }

    /// <summary>What is known of the object.</summary>
    /// <exception cref="SimulatedServiceException">NoSuchKey or AccessDenied.</exception>
    public static SimulatedResponse Head(SimulatedRequest request, SimulatedBucket bucket, string key)
    {
        var found = Find(request, bucket, key);
        var headers = Headers(request, bucket, found);
        headers["Content-Length"] = found.Size.ToString(CultureInfo.InvariantCulture);
        return Content(HttpStatusCode.OK, ReadOnlyMemory<byte>.Empty, headers);
    }

    /// <summary>Keeps the body as an object.</summary>
    /// <exception cref="SimulatedServiceException">AccessDenied, BadDigest, InvalidRequest, PreconditionFailed or InvalidStorageClass.</exception>
    public static SimulatedResponse Put(SimulatedRequest request, SimulatedBucket bucket, string key)
    {
        BucketAccess.Demand(request, bucket, "s3:PutObject", $"{bucket.Arn}/{key}");
        var storageClass = request.Wire.Header("x-amz-storage-class") ?? "STANDARD";
        if (storageClass is not ("STANDARD" or "STANDARD_IA" or "ONEZONE_IA" or "INTELLIGENT_TIERING" or "REDUCED_REDUNDANCY" or "GLACIER" or "GLACIER_IR" or "DEEP_ARCHIVE"))
        {
            throw new SimulatedServiceException("InvalidStorageClass", "The storage class you specified is not valid");
        }

        // The algorithm is S3's own for entity tags and Content-MD5; it guards against accidents only.
#pragma warning disable CA5351
        var digest = MD5.HashData(request.Wire.Body.Span);
        if (request.Wire.Header("content-md5") is { } stated && stated != Convert.ToBase64String(digest))
        {
            throw new SimulatedServiceException("BadDigest", "The Content-MD5 you specified did not match what we received.");
        }

        var checksums = request.Wire.Headers.Keys.Any(header => header.StartsWith("x-amz-checksum-", StringComparison.OrdinalIgnoreCase) || header.Equals("x-amz-trailer", StringComparison.OrdinalIgnoreCase));
        if (bucket.ObjectLock?.Contains("<DefaultRetention>", StringComparison.Ordinal) == true && request.Wire.Header("content-md5") is null && !checksums)
        {
            throw new SimulatedServiceException("InvalidRequest", "Content-MD5 OR x-amz-checksum- HTTP header is required for Put Object requests with Object Lock parameters");
        }

        if (request.Wire.Header("if-none-match") == "*" && bucket.Find(key) is not null)
        {
            throw new SimulatedServiceException("PreconditionFailed", "At least one of the pre-conditions you specified did not hold", HttpStatusCode.PreconditionFailed) { Details = [new("Condition", "If-None-Match")] };
        }

        var isUnderKey = bucket.Encryption?.Contains("aws:kms", StringComparison.Ordinal) == true;

        var put = new SimulatedObject
        {
            Key = key,
            Size = request.Wire.Body.Length,
            Content = request.Wire.Body,
            StorageClass = storageClass,
            LastModified = request.ReceivedAt,
            // Under a key of KMS the tag is another one.
            ETag = Convert.ToHexStringLower(isUnderKey ? MD5.HashData(digest) : digest),
            Encryption = isUnderKey ? "aws:kms" : "AES256",
        };
        bucket.Add(put);
        return SimulatedResponse.Empty() with { Headers = new Dictionary<string, string> { ["ETag"] = put.QuotedETag, ["x-amz-server-side-encryption"] = put.Encryption } };
    }

#pragma warning restore CA5351

    /// <summary>Deletes an object; one that is not there is deleted as well as any other.</summary>
    /// <exception cref="SimulatedServiceException">AccessDenied.</exception>
    public static SimulatedResponse Delete(SimulatedRequest request, SimulatedBucket bucket, string key)
    {
        BucketAccess.Demand(request, bucket, "s3:DeleteObject", $"{bucket.Arn}/{key}");
        bucket.Remove(key);
        return SimulatedResponse.Empty(HttpStatusCode.NoContent);
    }

    /// <summary>The object, for one who may read it.</summary>
    /// <exception cref="SimulatedServiceException">NoSuchKey; AccessDenied also where the caller may not know whether the key is there.</exception>
    private static SimulatedObject Find(SimulatedRequest request, SimulatedBucket bucket, string key)
    {
        BucketAccess.Demand(request, bucket, "s3:GetObject", $"{bucket.Arn}/{key}");
        if (bucket.Find(key) is { } found) return found;
        BucketAccess.Demand(request, bucket, "s3:ListBucket", bucket.Arn);
        throw new SimulatedServiceException("NoSuchKey", "The specified key does not exist.", HttpStatusCode.NotFound) { Details = [new("Key", key)] };
    }

    private static SimulatedResponse Content(HttpStatusCode status, ReadOnlyMemory<byte> body, Dictionary<string, string> headers) =>
        new(status, "binary/octet-stream", body) { Headers = headers };

    private static Dictionary<string, string> Headers(SimulatedRequest request, SimulatedBucket bucket, SimulatedObject found)
    {
        var headers = new Dictionary<string, string>
        {
            ["ETag"] = found.QuotedETag,
            ["Last-Modified"] = found.LastModified.ToString("R", CultureInfo.InvariantCulture),
            ["Accept-Ranges"] = "bytes",
        };
        // The standard class goes unsaid.
        if (found.StorageClass != "STANDARD") headers["x-amz-storage-class"] = found.StorageClass;
        if (bucket.Restores.GetValueOrDefault(found.Key)?.Header(request.ReceivedAt) is { } restore) headers["x-amz-restore"] = restore;
        headers["x-amz-server-side-encryption"] = found.Encryption;
        if (found.KmsKey is not null) headers["x-amz-server-side-encryption-aws-kms-key-id"] = found.KmsKey;
        if (found.ArchiveTier is not null) headers["x-amz-archive-status"] = found.ArchiveTier;
        AddLock(request, bucket, found, headers);
        return headers;
    }

    /// <summary>Who may not ask for the lock is not told of it, without an error.</summary>
    private static void AddLock(SimulatedRequest request, SimulatedBucket bucket, SimulatedObject found, Dictionary<string, string> headers)
    {
        var arn = $"{bucket.Arn}/{found.Key}";
        if (found.LockMode is not null && BucketAccess.Allows(request, bucket, "s3:GetObjectRetention", arn))
        {
            headers["x-amz-object-lock-mode"] = found.LockMode;
            headers["x-amz-object-lock-retain-until-date"] = found.LockedUntil!.Value.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
        }

        if (found.LegalHold is not null && BucketAccess.Allows(request, bucket, "s3:GetObjectLegalHold", arn)) headers["x-amz-object-lock-legal-hold"] = found.LegalHold;
    }

    /// <summary>The bytes that a Range header asks for; null for all.</summary>
    /// <exception cref="SimulatedServiceException">InvalidRange.</exception>
    private static Range? Range(string? header, int length)
    {
        if (header is null || !header.StartsWith("bytes=", StringComparison.Ordinal)) return null;
        var parts = header["bytes=".Length..].Split('-');
        var hasFrom = int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var from);
        var hasTo = int.TryParse(parts[^1], NumberStyles.None, CultureInfo.InvariantCulture, out var to);
        if (parts.Length != 2 || (!hasFrom && !hasTo)) return null;
        if (!hasFrom) (from, to) = (Math.Max(0, length - to), length - 1);
        if (!hasTo || to >= length) to = length - 1;
        return from <= to
            ? new Range(from, to + 1)
            : throw new SimulatedServiceException("InvalidRange", "The requested range is not satisfiable", HttpStatusCode.RequestedRangeNotSatisfiable);
    }
}
