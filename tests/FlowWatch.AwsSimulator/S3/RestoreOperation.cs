using System.Globalization;
using System.Net;
using System.Text;
using System.Xml;
using System.Xml.Linq;
using FlowWatch.AwsSimulator.Wire;

namespace FlowWatch.AwsSimulator.S3;

/// <summary>RestoreObject.</summary>
internal static class RestoreOperation
{
    /// <summary>Begins a restore, makes a running one faster, or prolongs one that has finished.</summary>
    /// <exception cref="SimulatedServiceException">The object cannot be restored so.</exception>
    public static SimulatedResponse Answer(SimulatedRequest request, SimulatedBucket bucket, string key)
    {
        BucketAccess.Demand(request, bucket, "s3:RestoreObject", $"{bucket.Arn}/{key}");
        var found = bucket.Find(key)
            ?? throw new SimulatedServiceException("NoSuchKey", "The specified key does not exist.", HttpStatusCode.NotFound) { Details = [new("Key", key)] };
        if (!found.IsArchived)
        {
            throw new SimulatedServiceException("InvalidObjectState", "Restore is not allowed for the object's current storage class", HttpStatusCode.Forbidden)
            {
                Details = [new("StorageClass", found.StorageClass)],
            };
        }

        var (days, tier) = Read(request);
        var duration = RestoreTiers.Duration(found.StorageClass, tier)
            ?? throw new SimulatedServiceException("InvalidArgument", "Retrieval option is not supported by this storage class");
        var now = request.ReceivedAt;
        var current = bucket.Restores.GetValueOrDefault(key);
        if (current?.IsThere(now) == true)
        {
            bucket.Restores[key] = current with { Expiry = Expiry(now, days) };
            return SimulatedResponse.Empty();
        }

        if (current?.IsOngoing(now) == true && !RestoreTiers.IsFaster(tier, current.Tier))
        {
            throw new SimulatedServiceException("RestoreAlreadyInProgress", "Object restore is already in progress", HttpStatusCode.Conflict);
        }

        var finished = now + duration;
        bucket.Restores[key] = new ObjectRestore(tier, finished, Expiry(finished, days));
        return SimulatedResponse.Empty(HttpStatusCode.Accepted);
    }

    /// <summary>The midnight after a number of days.</summary>
    private static DateTimeOffset Expiry(DateTimeOffset from, int days) => new DateTimeOffset(from.UtcDateTime.Date, TimeSpan.Zero).AddDays(days + 1);

    private static (int Days, string Tier) Read(SimulatedRequest request)
    {
        try
        {
            var body = XElement.Parse(Encoding.UTF8.GetString(request.Wire.Body.Span));
            var tier = body.Descendants().FirstOrDefault(each => each.Name.LocalName == "Tier")?.Value ?? "Standard";
            var days = body.Elements().FirstOrDefault(each => each.Name.LocalName == "Days")?.Value;
            if (int.TryParse(days, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0 && RestoreTiers.Exists(tier)) return (number, tier);
        }
        catch (XmlException)
        {
            // Falls through to the refusal below.
        }

        throw request.Failure(CommonFailure.Malformed, "The XML you provided was not well-formed or did not validate against our published schema");
    }
}
