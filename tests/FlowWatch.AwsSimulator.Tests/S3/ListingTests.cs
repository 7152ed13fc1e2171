using System.Globalization;
using Amazon.S3;
using Amazon.S3.Model;
using FlowWatch.AwsSimulator.S3;

namespace FlowWatch.AwsSimulator.Tests.S3;

public class ListingTests
{
    [Theory]
    [InlineData("", "", "", "a/1 a/2 b c/d/3")]
    [InlineData("a/", "", "", "a/1 a/2")]
    [InlineData("", "a/1", "", "a/2 b c/d/3")]
    [InlineData("", "", "/", "b | a/ c/")]
    [InlineData("c/", "", "/", " | c/d/")]
    [InlineData("a/", "", "/", "a/1 a/2")]
    [InlineData("", "a/1", "/", "b | a/ c/")]
    [InlineData("none", "", "/", "")]
    public async Task List_PrefixStartAndDelimiter_GiveWhatS3Gives(string prefix, string startAfter, string delimiter, string expected)
    {
        await using var s3 = await S3Fixture.StartAsync();
        foreach (var key in new[] { "c/d/3", "a/2", "b", "a/1" }) s3.Bucket.Add(new SimulatedObject { Key = key, Size = 1 });

        // Pages of one: every boundary between two entries is crossed.
        var (keys, prefixes) = await AllAsync(s3.Client(), new ListObjectsV2Request
        {
            BucketName = "archive", Prefix = prefix, StartAfter = startAfter, Delimiter = delimiter, MaxKeys = 1,
        });
        var whole = await AllAsync(s3.Client(), new ListObjectsV2Request
        {
            BucketName = "archive", Prefix = prefix, StartAfter = startAfter, Delimiter = delimiter,
        });

        Assert.Equal(expected, Shown(keys, prefixes));
        Assert.Equal(expected, Shown(whole.Keys, whole.Prefixes));
    }

    [Fact]
    public async Task List_Members_ReachTheClient()
    {
        await using var s3 = await S3Fixture.StartAsync();
        var modified = new DateTimeOffset(2025, 6, 7, 8, 9, 10, TimeSpan.Zero);
        s3.Bucket.Add(new SimulatedObject { Key = "k & <k>", Size = 42, StorageClass = "GLACIER", LastModified = modified, ETag = "abc" });

        var answer = await s3.Client().ListObjectsV2Async(new ListObjectsV2Request { BucketName = "archive" });

        var listed = Assert.Single(answer.S3Objects);
        Assert.Equal(("k & <k>", 42, S3StorageClass.Glacier, "\"abc\""), (listed.Key, listed.Size, listed.StorageClass, listed.ETag));
        Assert.Equal(modified.UtcDateTime, listed.LastModified!.Value.ToUniversalTime());
        Assert.Equal((1, false), (answer.KeyCount, answer.IsTruncated));
    }

    // The SDK asks for no encoding of its own accord, and decodes none.
    [Theory]
    [InlineData("url", "a+b/%C3%BC%2B%25.gz")]
    [InlineData(null, "a b/ü+%.gz")]
    public async Task List_OddKeys_AreEncodedWhenAskedFor(string? encoding, string expected)
    {
        await using var s3 = await S3Fixture.StartAsync();
        s3.Bucket.Add(new SimulatedObject { Key = "a b/ü+%.gz", Size = 1 });

        var (keys, _) = await AllAsync(s3.Client(), new ListObjectsV2Request
        {
            BucketName = "archive", Prefix = "a b/", Encoding = encoding is null ? null : EncodingType.Url,
        });

        Assert.Equal([expected], keys);
    }

    [Fact]
    public async Task List_MillionsOfGeneratedObjects_MakesOnlyWhatIsAskedFor()
    {
        await using var s3 = await S3Fixture.StartAsync();
        var made = 0;
        s3.Bucket.Objects = (prefix, after) => Days(prefix, after, () => made++);
        var client = s3.Client();

        var days = await AllAsync(client, new ListObjectsV2Request { BucketName = "archive", Prefix = "logs/", Delimiter = "/" });
        var madeForDays = made;
        var page = await client.ListObjectsV2Async(new ListObjectsV2Request { BucketName = "archive", Prefix = "logs/0500/", MaxKeys = 10 });

        Assert.Equal(1000, days.Prefixes.Count);
        Assert.InRange(madeForDays, 1000, 2000);
        Assert.Equal("logs/0500/000000", page.S3Objects[0].Key);
        Assert.Equal((10, true), (page.S3Objects.Count, page.IsTruncated));
        Assert.InRange(made - madeForDays, 10, 20);
    }

    [Theory]
    [InlineData("AWSLogs/2026/", true)]
    [InlineData("other/", false)]
    [InlineData(null, false)]
    public async Task List_PermissionForOnePrefix_HoldsForThatOnly(string? prefix, bool allowed)
    {
        await using var s3 = await S3Fixture.StartAsync();
        var client = s3.Client(SimulatedAws.DefaultAccount,
            """{"Statement":{"Effect":"Allow","Action":"s3:ListBucket","Resource":"*","Condition":{"StringLike":{"s3:prefix":"AWSLogs/*"}}}}""");

        var error = await Record.ExceptionAsync(() => client.ListObjectsV2Async(new ListObjectsV2Request { BucketName = "archive", Prefix = prefix }));

        Assert.Equal(allowed ? null : "AccessDenied", (error as AmazonS3Exception)?.ErrorCode);
    }

    [Fact]
    public async Task List_UnknownToken_IsInvalid()
    {
        await using var s3 = await S3Fixture.StartAsync();
        var client = s3.Client();

        var error = await Assert.ThrowsAnyAsync<AmazonS3Exception>(() => client.ListObjectsV2Async(
            new ListObjectsV2Request { BucketName = "archive", ContinuationToken = "nonsense" }));

        Assert.Equal("InvalidArgument", error.ErrorCode);
    }

    private static string Shown(List<string> keys, List<string> prefixes) =>
        string.Join(' ', keys) + (prefixes.Count > 0 ? $" | {string.Join(' ', prefixes)}" : "");

    /// <summary>A thousand folders of a million objects each, without keeping one.</summary>
    private static IEnumerable<SimulatedObject> Days(string prefix, string after, Action making)
    {
        for (var day = 0; day < 1000; day++)
        {
            var folder = string.Create(CultureInfo.InvariantCulture, $"logs/{day:d4}/");
            if (string.CompareOrdinal(folder + "999999", after) <= 0) continue;
            if (!folder.StartsWith(prefix, StringComparison.Ordinal) && !prefix.StartsWith(folder, StringComparison.Ordinal)) continue;
            for (var number = 0; number < 1_000_000; number++)
            {
                var key = folder + number.ToString("d6", CultureInfo.InvariantCulture);
                if (!key.StartsWith(prefix, StringComparison.Ordinal) || string.CompareOrdinal(key, after) <= 0) continue;
                making();
                yield return new SimulatedObject { Key = key, Size = 1 };
            }
        }
    }

    private static async Task<(List<string> Keys, List<string> Prefixes)> AllAsync(AmazonS3Client client, ListObjectsV2Request request)
    {
        var (keys, prefixes) = (new List<string>(), new List<string>());
        await foreach (var page in client.Paginators.ListObjectsV2(request).Responses)
        {
            keys.AddRange((page.S3Objects ?? []).Select(each => each.Key));
            prefixes.AddRange(page.CommonPrefixes ?? []);
        }

        return (keys, prefixes);
    }
}
