using System.Globalization;
using System.Text;
using System.Xml.Linq;
using FlowWatch.AwsSimulator.Wire;

namespace FlowWatch.AwsSimulator.S3;

/// <summary>One page of ListObjectsV2. Objects are taken one by one, so a page of a bucket of millions costs a page.</summary>
internal sealed class ObjectListing
{
    private const int LargestPage = 1000;
    private const string TokenPrefix = "after:";

    /// <summary>Greater than any key that begins like the one before it.</summary>
    private const char AfterAll = '\uffff';

    private readonly SimulatedRequest request;
    private readonly SimulatedBucket bucket;
    private readonly string prefix;
    private readonly string delimiter;
    private readonly int maximum;
    private readonly List<XElement> contents = [];
    private readonly List<string> commonPrefixes = [];

    private ObjectListing(SimulatedRequest request, SimulatedBucket bucket)
    {
        this.request = request;
        this.bucket = bucket;
        prefix = request.Wire.Query["prefix"] ?? "";
        delimiter = request.Wire.Query["delimiter"] ?? "";
        maximum = Maximum(request.Wire.Query["max-keys"]);
    }

    /// <summary>Answers ListObjectsV2.</summary>
    /// <exception cref="SimulatedServiceException">InvalidArgument.</exception>
    public static SimulatedResponse Answer(SimulatedRequest request, SimulatedBucket bucket) => new ObjectListing(request, bucket).Answer();

    private static int Maximum(string? text)
    {
        if (text is null) return LargestPage;
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var maximum)
            ? Math.Min(maximum, LargestPage)
            : throw new SimulatedServiceException("InvalidArgument", "Provided max-keys not an integer or within integer range");
    }

    private static string Token(string after) => Convert.ToBase64String(Encoding.UTF8.GetBytes(TokenPrefix + after));

    private static string ReadToken(string token)
    {
        var bytes = new byte[token.Length];
        var text = Convert.TryFromBase64String(token, bytes, out var written) ? Encoding.UTF8.GetString(bytes, 0, written) : "";
        return text.StartsWith(TokenPrefix, StringComparison.Ordinal)
            ? text[TokenPrefix.Length..]
            : throw new SimulatedServiceException("InvalidArgument", "The continuation token provided is incorrect");
    }

    private SimulatedResponse Answer()
    {
        var query = request.Wire.Query;
        var after = query["continuation-token"] is { } token ? ReadToken(token) : query["start-after"] ?? "";
        var next = maximum == 0 ? null : Fill(after);
        return S3Protocol.Answer(new XElement("ListBucketResult",
            new XElement("Name", bucket.Name),
            new XElement("Prefix", Encoded(prefix)),
            Given("StartAfter", query["start-after"]),
            query["continuation-token"] is { } given ? new XElement("ContinuationToken", given) : null,
            next is null ? null : new XElement("NextContinuationToken", Token(next)),
            new XElement("KeyCount", contents.Count + commonPrefixes.Count),
            new XElement("MaxKeys", maximum),
            Given("Delimiter", delimiter.Length == 0 ? null : delimiter),
            query["encoding-type"] is { } encoding ? new XElement("EncodingType", encoding) : null,
            new XElement("IsTruncated", next is not null),
            contents,
            commonPrefixes.Select(common => new XElement("CommonPrefixes", new XElement("Prefix", Encoded(common))))));
    }

    /// <summary>Takes entries until the page is full; gives the position to go on from, or null at the end.</summary>
    private string? Fill(string after)
    {
        var taken = after;
        while (true)
        {
            string? passed = null;
            foreach (var each in bucket.From(prefix, after))
            {
                if (contents.Count + commonPrefixes.Count == maximum) return taken;
                if (CommonPrefix(each.Key) is { } common)
                {
                    // Nothing under a common prefix is listed, so the objects under it are passed over, not walked through.
                    commonPrefixes.Add(common);
                    passed = taken = common + AfterAll;
                    break;
                }

                contents.Add(Content(each));
                taken = each.Key;
            }

            if (passed is null) return null;
            after = passed;
        }
    }

    private string? CommonPrefix(string key)
    {
        if (delimiter.Length == 0) return null;
        var end = key.IndexOf(delimiter, prefix.Length, StringComparison.Ordinal);
        return end < 0 ? null : key[..(end + delimiter.Length)];
    }

    private XElement Content(SimulatedObject each) => new("Contents",
        new XElement("Key", Encoded(each.Key)),
        new XElement("LastModified", each.LastModified.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture)),
        new XElement("ETag", each.QuotedETag),
        new XElement("Size", each.Size),
        new XElement("StorageClass", each.StorageClass),
        RestoreStatus(each.Key));

    private XElement? RestoreStatus(string key)
    {
        if (request.Wire.Header("x-amz-optional-object-attributes")?.Contains("RestoreStatus", StringComparison.Ordinal) != true) return null;
        var restore = bucket.Restores.GetValueOrDefault(key);
        if (restore is null || restore.Header(request.ReceivedAt) is null) return null;
        var ongoing = restore.IsOngoing(request.ReceivedAt);
        return new XElement("RestoreStatus",
            new XElement("IsRestoreInProgress", ongoing),
            ongoing ? null : new XElement("RestoreExpiryDate", restore.Expiry.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture)));
    }

    private XElement? Given(string name, string? value) => value is null ? null : new XElement(name, Encoded(value));

    /// <summary>Keys may hold characters that XML cannot; a client may ask for them percent-encoded, blanks as plus signs.</summary>
    private string Encoded(string text) => request.Wire.Query["encoding-type"] == "url"
        ? Uri.EscapeDataString(text).Replace("%2F", "/", StringComparison.Ordinal).Replace("%20", "+", StringComparison.Ordinal)
        : text;
}
