using System.Net;
using System.Text;
using Amazon.Runtime;
using Amazon.Runtime.Internal;
using Amazon.S3;
using Amazon.S3.Model;
using FlowWatch.AwsSimulator.Faults;
using FlowWatch.AwsSimulator.Policies;
using FlowWatch.AwsSimulator.S3;

namespace FlowWatch.AwsSimulator.Tests.S3;

public class ObjectTests
{
    [Theory]
    [InlineData("plain.txt")]
    [InlineData("AWSLogs/111122223333/vpcflowlogs/eu-west-1/2026/01/02/a b+c=d&e.log.gz")]
    [InlineData("ümläut/日本語 (1)~'!*.txt")]
    public async Task PutAndGet_AnyKey_GivesTheContentBack(string key)
    {
        await using var s3 = await S3Fixture.StartAsync();
        var client = s3.Client();

        var put = await client.PutObjectAsync(new PutObjectRequest { BucketName = "archive", Key = key, ContentBody = "some flow logs" });
        using var got = await client.GetObjectAsync("archive", key);

        using var reader = new StreamReader(got.ResponseStream);
        Assert.Equal("some flow logs", await reader.ReadToEndAsync());
        Assert.Equal(put.ETag, got.ETag);
        Assert.Equal(s3.Time.GetUtcNow().UtcDateTime, got.LastModified!.Value.ToUniversalTime());
        Assert.Equal("some flow logs", Encoding.UTF8.GetString(s3.Bucket.Find(key)!.Content!.Value.Span));
    }

    [Theory]
    [InlineData(true, true)]
    [InlineData(false, false)]
    public async Task Put_LargeBodyInOneWayOrAnother_ArrivesWhole(bool chunked, bool checksum)
    {
        await using var s3 = await S3Fixture.StartAsync();
        var body = Enumerable.Range(0, 300_000).Select(each => (byte)(each % 251)).ToArray();

        await s3.Client().PutObjectAsync(new PutObjectRequest
        {
            BucketName = "archive",
            Key = "large",
            InputStream = new MemoryStream(body),
            UseChunkEncoding = chunked,
            ChecksumAlgorithm = checksum ? ChecksumAlgorithm.SHA256 : null,
        });

        Assert.Equal(body, s3.Bucket.Find("large")!.Content!.Value.ToArray());
    }

    [Fact]
    public async Task Put_OnlyWhereNothingIs_WritesOverNothing()
    {
        await using var s3 = await S3Fixture.StartAsync();
        var request = new PutObjectRequest { BucketName = "archive", Key = "k", ContentBody = "first", IfNoneMatch = "*" };
        await s3.Client().PutObjectAsync(request);
        request.ContentBody = "second";

        var error = await Assert.ThrowsAnyAsync<AmazonS3Exception>(() => s3.Client().PutObjectAsync(request));

        Assert.Equal(("PreconditionFailed", System.Net.HttpStatusCode.PreconditionFailed), (error.ErrorCode, error.StatusCode));
        Assert.Equal("first", Encoding.UTF8.GetString(s3.Bucket.Find("k")!.Content!.Value.Span));
    }

    [Fact]
    public async Task Put_WrongDigest_IsRefused()
    {
        await using var s3 = await S3Fixture.StartAsync();

        var error = await Assert.ThrowsAnyAsync<AmazonS3Exception>(() => s3.Client().PutObjectAsync(new PutObjectRequest { BucketName = "archive", Key = "k", ContentBody = "x", MD5Digest = Convert.ToBase64String(new byte[16]) }));

        Assert.Equal("BadDigest", error.ErrorCode);
        Assert.Null(s3.Bucket.Find("k"));
    }

    [Fact]
    public async Task Get_Range_GivesThatPart()
    {
        await using var s3 = await S3Fixture.StartAsync();
        s3.Bucket.Add(new SimulatedObject { Key = "k", Size = 10, Content = "0123456789"u8.ToArray() });

        using var got = await s3.Client().GetObjectAsync(new GetObjectRequest { BucketName = "archive", Key = "k", ByteRange = new ByteRange(2, 4) });

        using var reader = new StreamReader(got.ResponseStream);
        Assert.Equal("234", await reader.ReadToEndAsync());
        Assert.Equal((HttpStatusCode.PartialContent, "bytes 2-4/10"), (got.HttpStatusCode, got.ContentRange));
    }

    [Fact]
    public async Task Head_Object_TellsSizeAndClass()
    {
        await using var s3 = await S3Fixture.StartAsync();
        s3.Bucket.Add(new SimulatedObject { Key = "k", Size = 5_000_000_000, StorageClass = "DEEP_ARCHIVE" });

        var head = await s3.Client().GetObjectMetadataAsync("archive", "k");

        Assert.Equal((5_000_000_000, S3StorageClass.DeepArchive), (head.ContentLength, head.StorageClass));
    }

    [Fact]
    public async Task Get_KeyThatIsNotThere_IsNoSuchKey()
    {
        await using var s3 = await S3Fixture.StartAsync();
        var client = s3.Client();

        var get = await Assert.ThrowsAnyAsync<AmazonS3Exception>(() => client.GetObjectAsync("archive", "none"));
        var head = await Assert.ThrowsAnyAsync<AmazonS3Exception>(() => client.GetObjectMetadataAsync("archive", "none"));

        Assert.Equal(("NoSuchKey", HttpStatusCode.NotFound), (get.ErrorCode, get.StatusCode));
        Assert.Equal(("NotFound", HttpStatusCode.NotFound), (head.ErrorCode, head.StatusCode));
    }

    [Fact]
    public async Task Get_KeyThatIsNotThereWithoutListing_IsDenied()
    {
        await using var s3 = await S3Fixture.StartAsync();
        var client = s3.Client(SimulatedAws.DefaultAccount, """{"Statement":{"Effect":"Allow","Action":"s3:GetObject","Resource":"*"}}""");

        Assert.Equal("AccessDenied", (await Assert.ThrowsAnyAsync<AmazonS3Exception>(() => client.GetObjectAsync("archive", "none"))).ErrorCode);
    }

    [Fact]
    public async Task Any_BucketThatIsNotThere_IsNoSuchBucket()
    {
        await using var s3 = await S3Fixture.StartAsync();
        var client = s3.Client();

        var error = await Assert.ThrowsAnyAsync<AmazonS3Exception>(() => client.GetObjectAsync("nowhere", "k"));

        Assert.Equal(("NoSuchBucket", HttpStatusCode.NotFound), (error.ErrorCode, error.StatusCode));
    }

    [Fact]
    public async Task Any_SignedForAnotherRegion_IsSentToTheBucketsOwn()
    {
        await using var s3 = await S3Fixture.StartAsync();
        s3.Bucket.Add(new SimulatedObject { Key = "k", Size = 1 });
        var client = s3.Client(region: "us-east-1");

        var error = await Assert.ThrowsAnyAsync<AmazonS3Exception>(() => client.ListObjectsV2Async(new ListObjectsV2Request { BucketName = "archive" }));

        Assert.Equal(("PermanentRedirect", HttpStatusCode.MovedPermanently), (error.ErrorCode, error.StatusCode));
    }

    [Fact]
    public async Task Any_SignedForAnotherRegion_TellsTheRegionInAHeader()
    {
        await using var s3 = await S3Fixture.StartAsync();
        var client = s3.Client(region: "us-east-1");
        string? region = null;
        client.ExceptionEvent += (_, args) => region = ((WebServiceExceptionEventArgs)args).Exception.InnerException is HttpErrorResponseException error
            ? error.Response.GetHeaderValue("x-amz-bucket-region")
            : null;

        await Assert.ThrowsAnyAsync<AmazonS3Exception>(() => client.GetObjectMetadataAsync("archive", "k"));

        Assert.Equal("eu-west-1", region);
    }

    [Fact]
    public async Task Any_NoPermission_NamesThePermission()
    {
        await using var s3 = await S3Fixture.StartAsync();
        var client = s3.Client(SimulatedAws.DefaultAccount, SimulatedPolicies.AllowNothing);

        var error = await Assert.ThrowsAnyAsync<AmazonS3Exception>(() => client.ListObjectsV2Async(new ListObjectsV2Request { BucketName = "archive" }));

        Assert.Equal(("AccessDenied", HttpStatusCode.Forbidden), (error.ErrorCode, error.StatusCode));
        Assert.Equal(
            "User: arn:aws:iam::111122223333:user/user is not authorized to perform: s3:ListBucket on resource: \"arn:aws:s3:::archive\" "
            + "because no identity-based policy allows the s3:ListBucket action", error.Message);
    }

    [Theory]
    [InlineData(null, false)]
    [InlineData("""{"Statement":{"Effect":"Allow","Principal":{"AWS":"444455556666"},"Action":"s3:ListBucket","Resource":"arn:aws:s3:::archive"}}""", true)]
    [InlineData("""{"Statement":{"Effect":"Allow","Principal":{"AWS":"777788889999"},"Action":"s3:ListBucket","Resource":"arn:aws:s3:::archive"}}""", false)]
    [InlineData("""{"Statement":{"Effect":"Allow","Principal":"*","Action":"s3:*","Resource":"arn:aws:s3:::archive/*"}}""", false)]
    public async Task List_OfAnotherAccount_NeedsTheBucketsPolicy(string? policy, bool allowed)
    {
        await using var s3 = await S3Fixture.StartAsync();
        s3.Bucket.Policy = policy;
        var client = s3.Client("444455556666", SimulatedPolicies.AllowEverything);

        var error = await Record.ExceptionAsync(() => client.ListObjectsV2Async(new ListObjectsV2Request { BucketName = "archive" }));

        Assert.Equal(allowed ? null : "Access Denied", error?.Message);
    }

    [Fact]
    public async Task List_DeniedByTheBucketsPolicy_IsDeniedToAdministrators()
    {
        await using var s3 = await S3Fixture.StartAsync();
        s3.Bucket.Policy = """{"Statement":{"Effect":"Deny","Principal":"*","Action":"s3:ListBucket","Resource":"*"}}""";
        var client = s3.Client();

        await Assert.ThrowsAnyAsync<AmazonS3Exception>(() => client.ListObjectsV2Async(new ListObjectsV2Request { BucketName = "archive" }));
    }

    [Fact]
    public async Task List_PolicyForTlsOnly_LetsRequestsIn()
    {
        await using var s3 = await S3Fixture.StartAsync();
        s3.Bucket.Policy = """
            {"Statement":{"Effect":"Deny","Principal":"*","Action":"s3:*","Resource":["arn:aws:s3:::archive","arn:aws:s3:::archive/*"],
             "Condition":{"Bool":{"aws:SecureTransport":"false"}}}}
            """;

        Assert.Empty((await s3.Client().ListObjectsV2Async(new ListObjectsV2Request { BucketName = "archive" })).S3Objects ?? []);
    }

    [Fact]
    public async Task Any_OtherOwnerThanExpected_IsDenied()
    {
        await using var s3 = await S3Fixture.StartAsync();
        var client = s3.Client();

        var error = await Assert.ThrowsAnyAsync<AmazonS3Exception>(() => client.ListObjectsV2Async(
            new ListObjectsV2Request { BucketName = "archive", ExpectedBucketOwner = "444455556666" }));

        Assert.Equal("AccessDenied", error.ErrorCode);
    }

    [Fact]
    public async Task Any_Throttled_IsSlowDown()
    {
        await using var s3 = await S3Fixture.StartAsync();
        s3.Aws.Faults.Add(SimulatedFault.Throttled, FaultScope.Of("s3", "ListObjectsV2"), times: 1);
        var client = s3.Client();

        var error = await Assert.ThrowsAnyAsync<AmazonS3Exception>(() => client.ListObjectsV2Async(new ListObjectsV2Request { BucketName = "archive" }));

        Assert.Equal(("SlowDown", HttpStatusCode.ServiceUnavailable), (error.ErrorCode, error.StatusCode));
    }

    [Theory]
    [InlineData(14, null)]
    [InlineData(16, "RequestTimeTooSkewed")]
    public async Task Any_ClocksApart_AreTakenUpToAQuarterOfAnHour(int minutes, string? code)
    {
        await using var s3 = await S3Fixture.StartAsync();
        s3.Aws.Faults.ClockSkew = TimeSpan.FromMinutes(minutes);
        var client = s3.Client();

        var error = await Record.ExceptionAsync(() => client.ListObjectsV2Async(new ListObjectsV2Request { BucketName = "archive" }));

        Assert.Equal(code, (error as AmazonS3Exception)?.ErrorCode);
    }

    [Fact]
    public async Task Put_WrongStorageClass_IsRefused()
    {
        await using var s3 = await S3Fixture.StartAsync();
        var client = s3.Client();

        var error = await Assert.ThrowsAnyAsync<AmazonS3Exception>(() => client.PutObjectAsync(
            new PutObjectRequest { BucketName = "archive", Key = "k", ContentBody = "x", StorageClass = new S3StorageClass("COLD") }));

        Assert.Equal("InvalidStorageClass", error.ErrorCode);
    }

    [Fact]
    public async Task Delete_Object_TakesItAway()
    {
        await using var s3 = await S3Fixture.StartAsync();
        s3.Bucket.Add(new SimulatedObject { Key = "k", Size = 1 });

        await s3.Client().DeleteObjectAsync("archive", "k");

        Assert.Null(s3.Bucket.Find("k"));
    }

    [Fact]
    public async Task Head_LockAndEncryption_AreToldToWhoMayKnow()
    {
        await using var s3 = await S3Fixture.StartAsync();
        var until = new DateTimeOffset(2033, 1, 2, 3, 4, 5, TimeSpan.Zero);
        s3.Bucket.Add(new SimulatedObject
        {
            Key = "k", LockMode = "COMPLIANCE", LockedUntil = until, LegalHold = "ON", Encryption = "aws:kms", KmsKey = "arn:aws:kms:eu-west-1:111122223333:key/1",
            StorageClass = "INTELLIGENT_TIERING", ArchiveTier = "ARCHIVE_ACCESS",
        });

        var whole = await s3.Client().GetObjectMetadataAsync("archive", "k");
        var part = await s3.Client(SimulatedAws.DefaultAccount, """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"s3:GetObject","Resource":"*"}]}""")
            .GetObjectMetadataAsync("archive", "k");

        Assert.Equal(("COMPLIANCE", until.UtcDateTime, "ON"), (whole.ObjectLockMode.Value, whole.ObjectLockRetainUntilDate, whole.ObjectLockLegalHoldStatus.Value));
        Assert.Equal(("aws:kms", "arn:aws:kms:eu-west-1:111122223333:key/1", "ARCHIVE_ACCESS"),
            (part.ServerSideEncryptionMethod.Value, part.ServerSideEncryptionKeyManagementServiceKeyId, part.ArchiveStatus.Value));
        Assert.Null(part.ObjectLockMode);
        Assert.Null(part.ObjectLockRetainUntilDate);
        Assert.Null(part.ObjectLockLegalHoldStatus);
    }
}
