using System.Text;
using FlowWatch.Aws.S3;
using FlowWatch.AwsSimulator.Faults;
using FlowWatch.AwsSimulator.S3;
using FlowWatch.Core.Accounts;
using FlowWatch.Core.Compliance.Reports.Copies;

namespace FlowWatch.Aws.Tests.S3;

/// <summary>Copies of reports over real HTTP, with the real SDK.</summary>
public class S3ReportArchiveTests
{
    private const string Name = "report-00000007.json";
    private const string Key = "flowwatch-reports/" + Name;
    private const string Locked = "<ObjectLockConfiguration><ObjectLockEnabled>Enabled</ObjectLockEnabled><Rule><DefaultRetention><Mode>COMPLIANCE</Mode><Years>7</Years></DefaultRetention></Rule></ObjectLockConfiguration>";
    private const string Keyed = "<ServerSideEncryptionConfiguration><Rule><ApplyServerSideEncryptionByDefault><SSEAlgorithm>aws:kms</SSEAlgorithm></ApplyServerSideEncryptionByDefault></Rule></ServerSideEncryptionConfiguration>";

    private static readonly byte[] Content = Encoding.UTF8.GetBytes("""{"number":7,"hash":"é"}""");

    private static readonly string Policy = AccountFixture.Allowing("s3:PutObject").Replace("\"Resource\":\"*\"", "\"Resource\":\"arn:aws:s3:::archive/flowwatch-reports/*\"", StringComparison.Ordinal);

    [Theory]
    [InlineData(null)]
    [InlineData(Locked)]
    public async Task PutAsync_NothingElseIsAllowed_PutsItByteForByte(string? objectLock)
    {
        await using var account = await StartAsync();
        var bucket = Bucket(account);
        bucket.ObjectLock = objectLock;

        var copy = (await PutAsync(account, Policy)).Value!;

        Assert.Equal(new ReportCopy(Key, WasThere: false, "AES256"), copy);
        Assert.Equal(Content, bucket.Find(Key)!.Content!.Value.ToArray());
        Assert.Equal(["PutObject"], account.Asked);
    }

    [Fact]
    public async Task PutAsync_BucketWithAKey_SaysHowItIsEncrypted()
    {
        await using var account = await StartAsync();
        Bucket(account).Encryption = Keyed;

        Assert.Equal("aws:kms", (await PutAsync(account, Policy)).Value!.Encryption);
    }

    [Theory]
    [InlineData(null)]
    [InlineData(Keyed)]
    public async Task PutAsync_ItIsThereAlready_IsWellAndWritesNothing(string? encryption)
    {
        await using var account = await StartAsync();
        var bucket = Bucket(account);
        bucket.Encryption = encryption ?? bucket.Encryption;
        await PutAsync(account);
        var there = bucket.Find(Key);

        Assert.Equal(new ReportCopy(Key, WasThere: true, null), (await PutAsync(account)).Value);
        Assert.Same(there, bucket.Find(Key));
    }

    [Theory]
    [InlineData("short")]
    [InlineData("as long as the report:  .")]
    public async Task PutAsync_SomethingElseIsThere_IsAFailureAndWritesNothing(string other)
    {
        await using var account = await StartAsync();
        var bucket = Bucket(account);
        await PutAsync(account, content: Encoding.UTF8.GetBytes(other.PadRight(other.Length > 10 ? Content.Length : 0)));
        var there = bucket.Find(Key);

        var failure = (await PutAsync(account)).Failure!;

        Assert.Equal("s3:PutObject", failure.Action);
        Assert.Contains("another object is there", failure.Message, StringComparison.Ordinal);
        Assert.Same(there, bucket.Find(Key));
    }

    [Fact]
    public async Task PutAsync_NotAllowed_NamesThePermission()
    {
        await using var account = await StartAsync();
        var bucket = Bucket(account);

        var failure = (await PutAsync(account, AccountFixture.Denying("s3:PutObject"))).Failure!;

        Assert.Equal((FactFailureKind.AccessDenied, "s3:PutObject", "arn:aws:s3:::archive/" + Key), (failure.Kind, failure.Action, failure.Resource));
        Assert.Null(bucket.Find(Key));
    }

    [Fact]
    public async Task PutAsync_AllowedElsewhereOnly_IsRefused()
    {
        await using var account = await StartAsync();
        Bucket(account);
        account.Target = account.Target with { Archive = account.Target.Archive! with { Reports = "AWSLogs/" } };

        Assert.Equal(FactFailureKind.AccessDenied, (await PutAsync(account, Policy)).Failure!.Kind);
    }

    [Fact]
    public async Task PutAsync_BucketOfAnotherAccount_IsRefused()
    {
        await using var account = await StartAsync();
        var stranger = account.Aws.S3.AddBucket("999999999999", AccountFixture.Region, "archive");
        stranger.Policy = """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":"*","Action":"s3:*","Resource":["arn:aws:s3:::archive","arn:aws:s3:::archive/*"]}]}""";

        Assert.Contains("does not belong to account", (await PutAsync(account)).Failure!.Message, StringComparison.Ordinal);
        Assert.Null(stranger.Find(Key));
    }

    [Fact]
    public async Task PutAsync_BucketInAnotherRegion_IsFound()
    {
        await using var account = await StartAsync();
        var bucket = account.Aws.S3.AddBucket(TestTargets.Account, "us-east-1", "archive");

        Assert.True((await PutAsync(account)).IsKnown);
        Assert.NotNull(bucket.Find(Key));
    }

    [Fact]
    public async Task PutAsync_S3IsOut_IsAFailure()
    {
        await using var account = await StartAsync();
        Bucket(account);
        using var fault = account.Aws.Faults.Add(SimulatedFault.Unavailable, FaultScope.Of("s3"));

        Assert.Equal(FactFailureKind.Unavailable, (await PutAsync(account)).Failure!.Kind);
    }

    [Fact]
    public async Task PutAsync_NoPlaceForReports_IsABug()
    {
        await using var account = await StartAsync();
        account.Target = account.Target with { Archive = account.Target.Archive! with { Reports = null } };

        await Assert.ThrowsAsync<ArgumentException>(() => PutAsync(account));
    }

    private static async Task<AccountFixture> StartAsync()
    {
        var account = await AccountFixture.StartAsync();
        account.Target = account.Target with { Archive = account.Target.Archive! with { Reports = "flowwatch-reports/" } };
        return account;
    }

    private static SimulatedBucket Bucket(AccountFixture account) => account.Aws.S3.AddBucket(TestTargets.Account, AccountFixture.Region, "archive");

    private static Task<Fact<ReportCopy>> PutAsync(AccountFixture account, string policy = AwsSimulator.Policies.SimulatedPolicies.AllowEverything, byte[]? content = null) =>
        new S3ReportArchive(account.Clients(policy)).PutAsync(account.Target, Name, content ?? Content, CancellationToken.None);
}
