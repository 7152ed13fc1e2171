using Amazon.S3;
using FlowWatch.Aws.S3;
using FlowWatch.Core.Accounts;
using Microsoft.AspNetCore.Http;

namespace FlowWatch.Aws.Tests.S3;

/// <summary>What S3 and what stands between answers seldom, or should never answer.</summary>
public class S3FlowLogArchiveOddAnswersTests
{
    private const string OneObject =
        "<Contents><Key>k</Key><LastModified>2026-01-02T03:04:05.000Z</LastModified><ETag>&quot;abc&quot;</ETag><Size>5</Size></Contents>";

    [Theory]
    [InlineData(301, "PermanentRedirect")]
    [InlineData(400, "AuthorizationHeaderMalformed")]
    public async Task ListAsync_BucketInAnotherRegion_GoesThere(int status, string code)
    {
        await using var server = await ScriptedServer.StartAsync(context =>
        {
            if (SignedFor(context) == "eu-west-3") return XmlAsync(context, $"<ListBucketResult><IsTruncated>false</IsTruncated>{OneObject}</ListBucketResult>");
            context.Response.Headers["x-amz-bucket-region"] = "eu-west-3";
            return ErrorAsync(context, status, code);
        });
        using var clients = new Clients(server);
        var archive = new S3FlowLogArchive(Options(), clients.Of);

        Assert.Equal(["k"], await KeysAsync(archive));
        Assert.Equal(["k"], await KeysAsync(archive));
        // The region is remembered.
        Assert.Equal(3, server.Requests.Count);
    }

    [Theory]
    [InlineData("eu-central-1")]
    [InlineData("evil.example.com/")]
    [InlineData("")]
    public async Task ListAsync_RedirectToNowhere_IsAFailure(string region)
    {
        await using var server = await ScriptedServer.StartAsync(context =>
        {
            context.Response.Headers["x-amz-bucket-region"] = region;
            return ErrorAsync(context, 301, "PermanentRedirect");
        });
        using var clients = new Clients(server);

        var page = Assert.Single(await PagesAsync(new S3FlowLogArchive(Options(), clients.Of)));

        Assert.Equal(FactFailureKind.Unexpected, page.Failure?.Kind);
        Assert.Contains("PermanentRedirect", page.Failure?.Message, StringComparison.Ordinal);
        Assert.Single(server.Requests);
    }

    [Fact]
    public async Task ListAsync_RedirectInCircles_Ends()
    {
        await using var server = await ScriptedServer.StartAsync(context =>
        {
            context.Response.Headers["x-amz-bucket-region"] = SignedFor(context) == "eu-west-3" ? "eu-central-1" : "eu-west-3";
            return ErrorAsync(context, 301, "PermanentRedirect");
        });
        using var clients = new Clients(server);

        Assert.False(Assert.Single(await PagesAsync(new S3FlowLogArchive(Options(), clients.Of))).IsKnown);
        Assert.Equal(2, server.Requests.Count);
    }

    [Theory]
    [InlineData("<IsTruncated>true</IsTruncated>")]
    [InlineData("<IsTruncated>true</IsTruncated><NextContinuationToken></NextContinuationToken>")]
    public async Task ListAsync_MorePagesWithoutAToken_IsAFailureAtTheEnd(string more)
    {
        await using var server = await ScriptedServer.StartAsync(context => XmlAsync(context, $"<ListBucketResult>{more}{OneObject}</ListBucketResult>"));
        using var clients = new Clients(server);

        var pages = await PagesAsync(new S3FlowLogArchive(Options(), clients.Of));

        Assert.Equal([true, false], pages.Select(page => page.IsKnown));
        Assert.Equal("there are more pages, but S3 does not say how to go on", pages[1].Failure?.Message);
    }

    [Fact]
    public async Task ListAsync_TheSameTokenAgain_IsAFailureAtTheEnd()
    {
        await using var server = await ScriptedServer.StartAsync(context =>
            XmlAsync(context, $"<ListBucketResult><IsTruncated>true</IsTruncated><NextContinuationToken>t</NextContinuationToken>{OneObject}</ListBucketResult>"));
        using var clients = new Clients(server);

        Assert.Equal([true, true, false], (await PagesAsync(new S3FlowLogArchive(Options(), clients.Of))).Select(page => page.IsKnown));
    }

    [Fact]
    public async Task ListAsync_ObjectWithoutSize_IsAFailure()
    {
        await using var server = await ScriptedServer.StartAsync(context =>
            XmlAsync(context, "<ListBucketResult><IsTruncated>false</IsTruncated><Contents><Key>k</Key><LastModified>2026-01-02T03:04:05.000Z</LastModified></Contents></ListBucketResult>"));
        using var clients = new Clients(server);

        Assert.Equal(FactFailureKind.Unexpected, Assert.Single(await PagesAsync(new S3FlowLogArchive(Options(), clients.Of))).Failure?.Kind);
    }

    // The SDK hides some 404 answers behind an empty response. That must not make "nothing configured" of a bucket that is not there.
    [Fact]
    public async Task PostureAsync_MissingBucket_IsNotFoundEverywhere()
    {
        await using var server = await ScriptedServer.StartAsync(context => ErrorAsync(context, 404, "NoSuchBucket"));
        using var clients = new Clients(server);

        var posture = await new S3FlowLogArchive(Options(), clients.Of).PostureAsync(CancellationToken.None);

        Assert.All(Failures(posture), failure => Assert.Equal(FactFailureKind.NotFound, failure?.Kind));
        Assert.Single(server.Requests);
    }

    [Fact]
    public async Task PostureAsync_HiddenNotFoundWhileTheBucketIsUnsure_IsNoFact()
    {
        await using var server = await ScriptedServer.StartAsync(context =>
            context.Request.Method == "HEAD" ? ErrorAsync(context, 503, "ServiceUnavailable") : ErrorAsync(context, 404, "NoSuchBucket"));
        using var clients = new Clients(server);

        var posture = await new S3FlowLogArchive(Options(), clients.Of).PostureAsync(CancellationToken.None);

        Assert.Equal((FactFailureKind.Unavailable, "s3:GetLifecycleConfiguration"), (posture.Lifecycle.Failure?.Kind, posture.Lifecycle.Failure?.Action));
        Assert.Equal((FactFailureKind.Unavailable, "s3:GetEncryptionConfiguration"), (posture.Encryption.Failure?.Kind, posture.Encryption.Failure?.Action));
        Assert.Equal((FactFailureKind.Unavailable, "s3:GetBucketPolicy"), (posture.Policy.Failure?.Kind, posture.Policy.Failure?.Action));
        Assert.Equal(FactFailureKind.NotFound, posture.Versioning.Failure?.Kind);
        Assert.Equal(FactFailureKind.NotFound, posture.ObjectLock.Failure?.Kind);
    }

    [Fact]
    public async Task PostureAsync_AnswersForTheOwnerOnly_AreRefusals()
    {
        await using var server = await ScriptedServer.StartAsync(context => ErrorAsync(context, 405, "MethodNotAllowed"));
        using var clients = new Clients(server);

        var posture = await new S3FlowLogArchive(Options(), clients.Of).PostureAsync(CancellationToken.None);

        Assert.Equal(FactFailureKind.AccessDenied, posture.Policy.Failure?.Kind);
        Assert.Equal("S3 answers only to the account that owns the bucket, and the credentials are of another", posture.Policy.Failure?.Message);
    }

    [Fact]
    public async Task PostureAsync_UnsaidPublicness_IsNoFact()
    {
        await using var server = await ScriptedServer.StartAsync(context => XmlAsync(context, "<PolicyStatus></PolicyStatus>"));
        using var clients = new Clients(server);

        var posture = await new S3FlowLogArchive(Options(), clients.Of).PostureAsync(CancellationToken.None);

        Assert.Equal((FactFailureKind.Unexpected, "the answer does not say whether the policy is public"), (posture.PolicyStatus.Failure?.Kind, posture.PolicyStatus.Failure?.Message));
    }

    [Fact]
    public async Task DetailsAsync_LockThatIsNotUnderstood_IsAFailure() =>
        Assert.Equal(FactFailureKind.Unexpected, (await DetailsWithHeaderAsync("x-amz-object-lock-retain-until-date", "garbage")).Failure?.Kind);

    [Theory]
    [InlineData("ongoing-request=\"false\", expiry-date=\"garbage\"")]
    [InlineData("ongoing-request=\"false\"")]
    [InlineData("nonsense")]
    public async Task DetailsAsync_RestoreThatIsNotUnderstood_IsNoCopy(string header)
    {
        var details = await DetailsWithHeaderAsync("x-amz-restore", header);

        Assert.True(details.IsKnown);
        Assert.Null(details.Value.Restore);
    }

    [Fact]
    public async Task DetailsAsync_KeyOfControlCharacters_IsShownHarmlessly()
    {
        await using var server = await ScriptedServer.StartAsync(context => ErrorAsync(context, 404, "NoSuchKey"));
        using var clients = new Clients(server);

        var details = await new S3FlowLogArchive(Options(), clients.Of).DetailsAsync("a\u001B[31m", CancellationToken.None);

        Assert.Equal("arn:aws:s3:::archive/a\\u001B[31m", details.Failure?.Resource);
    }

    [Fact]
    public async Task ListAsync_OtherOwner_SaysWhatElseARefusalMayMean()
    {
        await using var server = await ScriptedServer.StartAsync(context =>
            context.Request.Headers["x-amz-expected-bucket-owner"] == "123456789012" ? ErrorAsync(context, 403, "AccessDenied") : ErrorAsync(context, 500, "InternalError"));
        using var clients = new Clients(server);

        var page = Assert.Single(await PagesAsync(new S3FlowLogArchive(Options() with { ExpectedOwner = "123456789012" }, clients.Of)));

        Assert.Equal((FactFailureKind.AccessDenied, "arn:aws:s3:::archive"), (page.Failure?.Kind, page.Failure?.Resource));
        Assert.EndsWith(" (or the bucket does not belong to account 123456789012)", page.Failure?.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task RestoreAsync_SwitchedOff_AsksNothing()
    {
        await using var server = await ScriptedServer.StartAsync(context => ErrorAsync(context, 500, "InternalError"));
        using var clients = new Clients(server);

        var result = await new S3FlowLogArchive(Options(), clients.Of).RestoreAsync(new ArchiveRestoreRequest("k", 1, ArchiveRestoreTier.Bulk), CancellationToken.None);

        Assert.Equal(new ArchiveRestoreResult(ArchiveRestoreOutcome.SwitchedOff), result);
        Assert.Empty(server.Requests);
    }

    private static async Task<Fact<ArchiveObjectDetails>> DetailsWithHeaderAsync(string header, string value)
    {
        await using var server = await ScriptedServer.StartAsync(context =>
        {
            context.Response.Headers[header] = value;
            context.Response.ContentLength = 5;
            return Task.CompletedTask;
        });
        using var clients = new Clients(server);
        return await new S3FlowLogArchive(Options(), clients.Of).DetailsAsync("key", CancellationToken.None);
    }

    private static S3ArchiveOptions Options() => new() { Bucket = "archive", Region = "eu-central-1" };

    private static async Task<List<Fact<ArchivePage>>> PagesAsync(S3FlowLogArchive archive)
    {
        var pages = new List<Fact<ArchivePage>>();
        await foreach (var page in archive.ListAsync("", null, CancellationToken.None)) pages.Add(page);
        return pages;
    }

    private static async Task<List<string>> KeysAsync(S3FlowLogArchive archive) =>
        [.. (await PagesAsync(archive)).SelectMany(page => page.Value!.Objects).Select(one => one.Key)];

    private static IEnumerable<FactFailure?> Failures(BucketPosture posture) =>
    [
        posture.Location.Failure, posture.Lifecycle.Failure, posture.Encryption.Failure, posture.Versioning.Failure, posture.ObjectLock.Failure,
        posture.PublicAccessBlock.Failure, posture.Policy.Failure, posture.PolicyStatus.Failure,
    ];

    private static string SignedFor(HttpContext context) => context.Request.Headers.Authorization.ToString().Split('/')[2];

    private static Task XmlAsync(HttpContext context, string xml)
    {
        context.Response.ContentType = "application/xml";
        return context.Response.WriteAsync(xml);
    }

    private static Task ErrorAsync(HttpContext context, int status, string code)
    {
        context.Response.StatusCode = status;
        return context.Request.Method == "HEAD" ? Task.CompletedTask : XmlAsync(context, $"<Error><Code>{code}</Code><Message>What S3 says</Message></Error>");
    }

    private sealed class Clients(ScriptedServer server) : IDisposable
    {
        private readonly Dictionary<string, AmazonS3Client> clients = [];

        public AmazonS3Client Of(string region)
        {
            if (!clients.TryGetValue(region, out var client))
            {
                var config = server.Configure(new AmazonS3Config { ForcePathStyle = true }, region);
                client = clients[region] = new AmazonS3Client(ScriptedServer.Credentials, config);
            }

            return client;
        }

        public void Dispose()
        {
            foreach (var client in clients.Values) client.Dispose();
        }
    }
}
