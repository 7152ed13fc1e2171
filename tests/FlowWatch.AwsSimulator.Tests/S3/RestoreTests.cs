using System.Net;
using Amazon.S3;
using Amazon.S3.Model;
using FlowWatch.AwsSimulator.S3;

namespace FlowWatch.AwsSimulator.Tests.S3;

public class RestoreTests
{
    [Theory]
    [InlineData("GLACIER", "Expedited", 5)]
    [InlineData("GLACIER", "Standard", 5 * 60)]
    [InlineData("GLACIER", "Bulk", 12 * 60)]
    [InlineData("DEEP_ARCHIVE", "Standard", 12 * 60)]
    [InlineData("DEEP_ARCHIVE", "Bulk", 48 * 60)]
    public async Task Restore_Archived_FinishesInItsTimeAndGoesAgain(string storageClass, string tier, int minutes)
    {
        await using var s3 = await ArchivedAsync(storageClass);
        var client = s3.Client();

        var answer = await RestoreAsync(client, tier);
        Assert.Equal(HttpStatusCode.Accepted, answer.HttpStatusCode);
        Assert.True((await client.GetObjectMetadataAsync("archive", "k")).RestoreInProgress);

        s3.Time.Advance(TimeSpan.FromMinutes(minutes));
        var restored = await client.GetObjectMetadataAsync("archive", "k");
        Assert.False(restored.RestoreInProgress);
        var midnight = s3.Time.GetUtcNow().UtcDateTime.Date.AddDays(4);
        Assert.Equal(midnight, restored.RestoreExpiration!.Value.ToUniversalTime());
        using (var got = await client.GetObjectAsync("archive", "k")) Assert.Equal(3, got.ContentLength);

        s3.Time.Advance(TimeSpan.FromDays(4));
        Assert.Null((await client.GetObjectMetadataAsync("archive", "k")).RestoreExpiration);
        Assert.IsType<InvalidObjectStateException>(await Record.ExceptionAsync(() => client.GetObjectAsync("archive", "k")));
    }

    [Fact]
    public async Task Get_NotRestored_IsAnInvalidState()
    {
        await using var s3 = await ArchivedAsync("GLACIER");
        var client = s3.Client();

        var error = await Assert.ThrowsAsync<InvalidObjectStateException>(() => client.GetObjectAsync("archive", "k"));

        Assert.Equal(HttpStatusCode.Forbidden, error.StatusCode);
    }

    [Fact]
    public async Task Restore_WhileRunning_IsAlreadyInProgress()
    {
        await using var s3 = await ArchivedAsync("GLACIER");
        var client = s3.Client();
        await RestoreAsync(client, "Standard");

        var error = await Assert.ThrowsAnyAsync<AmazonS3Exception>(() => RestoreAsync(client, "Standard"));

        Assert.Equal(("RestoreAlreadyInProgress", HttpStatusCode.Conflict), (error.ErrorCode, error.StatusCode));
    }

    [Fact]
    public async Task Restore_FasterWhileRunning_IsTaken()
    {
        await using var s3 = await ArchivedAsync("GLACIER");
        var client = s3.Client();
        await RestoreAsync(client, "Standard");

        await RestoreAsync(client, "Expedited");

        s3.Time.Advance(TimeSpan.FromMinutes(5));
        Assert.False((await client.GetObjectMetadataAsync("archive", "k")).RestoreInProgress);
    }

    [Fact]
    public async Task Restore_WhileTheCopyIsThere_Prolongs()
    {
        await using var s3 = await ArchivedAsync("GLACIER");
        var client = s3.Client();
        await RestoreAsync(client, "Expedited");
        s3.Time.Advance(TimeSpan.FromDays(2));

        var answer = await RestoreAsync(client, "Expedited");

        Assert.Equal(HttpStatusCode.OK, answer.HttpStatusCode);
        var expiry = (await client.GetObjectMetadataAsync("archive", "k")).RestoreExpiration;
        Assert.Equal(new DateTime(2026, 1, 8, 0, 0, 0, DateTimeKind.Utc), expiry!.Value.ToUniversalTime());
    }

    [Theory]
    [InlineData("STANDARD", "Standard", "InvalidObjectState")]
    [InlineData("GLACIER_IR", "Standard", "InvalidObjectState")]
    [InlineData("DEEP_ARCHIVE", "Expedited", "InvalidArgument")]
    [InlineData("GLACIER", "Lightning", "MalformedXML")]
    public async Task Restore_OfWhatCannotBe_IsRefused(string storageClass, string tier, string code)
    {
        await using var s3 = await ArchivedAsync(storageClass);
        var client = s3.Client();

        Assert.Equal(code, (await Assert.ThrowsAnyAsync<AmazonS3Exception>(() => RestoreAsync(client, tier))).ErrorCode);
    }

    [Fact]
    public async Task Restore_WithoutPermission_IsDenied()
    {
        await using var s3 = await ArchivedAsync("GLACIER");
        var client = s3.Client(SimulatedAws.DefaultAccount, """{"Statement":{"Effect":"Allow","Action":["s3:Get*","s3:List*"],"Resource":"*"}}""");

        Assert.Equal("AccessDenied", (await Assert.ThrowsAnyAsync<AmazonS3Exception>(() => RestoreAsync(client, "Standard"))).ErrorCode);
    }

    [Fact]
    public async Task List_WithRestoreStatus_TellsIt()
    {
        await using var s3 = await ArchivedAsync("GLACIER");
        var client = s3.Client();
        await RestoreAsync(client, "Standard");

        var answer = await client.ListObjectsV2Async(new ListObjectsV2Request
        {
            BucketName = "archive", OptionalObjectAttributes = [OptionalObjectAttributes.RestoreStatus.Value],
        });

        Assert.True(Assert.Single(answer.S3Objects).RestoreStatus.IsRestoreInProgress);
    }

    private static async Task<S3Fixture> ArchivedAsync(string storageClass)
    {
        var s3 = await S3Fixture.StartAsync();
        s3.Bucket.Add(new SimulatedObject { Key = "k", Size = 3, StorageClass = storageClass });
        return s3;
    }

    private static Task<RestoreObjectResponse> RestoreAsync(AmazonS3Client client, string tier) => client.RestoreObjectAsync(
        new RestoreObjectRequest { BucketName = "archive", Key = "k", Days = 3, RetrievalTier = new GlacierJobTier(tier) });
}
