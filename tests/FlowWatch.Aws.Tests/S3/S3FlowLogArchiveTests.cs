using System.Globalization;
using System.Net;
using FlowWatch.AwsSimulator.Faults;
using FlowWatch.AwsSimulator.Policies;
using FlowWatch.AwsSimulator.S3;
using FlowWatch.Core.Accounts;
using FlowWatch.Core.Targets;
using ObjectRestore = FlowWatch.Core.Accounts.ObjectRestore;

namespace FlowWatch.Aws.Tests.S3;

public class S3FlowLogArchiveTests
{
    private static readonly DateTimeOffset Written = new(2025, 11, 12, 13, 14, 15, TimeSpan.Zero);

    public static TheoryData<string, SimulatedFault, FactFailureKind> Faults => new()
    {
        { "throttled", SimulatedFault.Throttled, FactFailureKind.Throttled },
        { "internal", SimulatedFault.InternalError, FactFailureKind.Unavailable },
        { "unavailable", SimulatedFault.Unavailable, FactFailureKind.Unavailable },
        { "reset", SimulatedFault.ConnectionReset, FactFailureKind.Unavailable },
        { "truncated", SimulatedFault.TruncatedBody, FactFailureKind.Unavailable },
        { "garbage", SimulatedFault.GarbageBody, FactFailureKind.Unexpected },
        { "expired", SimulatedFault.ExpiredToken, FactFailureKind.NoCredentials },
        { "not built", SimulatedFault.Error("NotImplemented", HttpStatusCode.NotImplemented), FactFailureKind.Unexpected },
    };

    [Fact]
    public async Task ListAsync_Objects_AreToldInFull()
    {
        await using var account = await AccountFixture.StartAsync();
        Bucket(account).Add(new SimulatedObject { Key = "AWSLogs/a b+c%é\u0001.gz", Size = 5_000_000_000, LastModified = Written, StorageClass = "DEEP_ARCHIVE", ETag = "abc" });

        var page = Assert.Single(await PagesAsync(Archive(account)));

        Assert.True(page.Value!.IsLast);
        Assert.Equal(new ArchiveObject("AWSLogs/a b+c%é\u0001.gz", 5_000_000_000, Written, "DEEP_ARCHIVE", "abc", null), Assert.Single(page.Value.Objects));
    }

    [Fact]
    public async Task ListAsync_EmptyBucket_IsOneEmptyPage()
    {
        await using var account = await AccountFixture.StartAsync();
        Bucket(account);

        var page = Assert.Single(await PagesAsync(Archive(account)));

        Assert.Empty(page.Value!.Objects);
        Assert.True(page.Value.IsLast);
    }

    [Theory]
    [InlineData("", null, 2_500, 3)]
    [InlineData("logs/", null, 2_500, 3)]
    [InlineData("other/", null, 0, 1)]
    [InlineData("logs/0024", null, 100, 1)]
    [InlineData("logs/", "logs/001499", 1_000, 1)]
    [InlineData("logs/", "logs/0014995", 1_000, 1)]
    [InlineData("logs/", "logs/002499", 0, 1)]
    public async Task ListAsync_PrefixAndStart_ChooseTheKeys(string prefix, string? startAfter, int count, int pageCount)
    {
        await using var account = await AccountFixture.StartAsync();
        Bucket(account).Objects = Made(2_500);

        var pages = await PagesAsync(Archive(account), prefix, startAfter);

        var keys = pages.SelectMany(page => page.Value!.Objects).Select(one => one.Key).ToList();
        Assert.Equal((count, pageCount), (keys.Count, pages.Count));
        Assert.Equal(keys.Distinct().Order(StringComparer.Ordinal), keys);
        Assert.Equal([.. Enumerable.Repeat(false, pageCount - 1), true], pages.Select(page => page.Value!.IsLast));
    }

    [Fact]
    public async Task ListAsync_FailureOnTheWay_IsTheLastItemAndCanBeGoneOnFrom()
    {
        await using var account = await AccountFixture.StartAsync();
        Bucket(account).Objects = Made(2_500);
        account.Aws.Faults.Add(SimulatedFault.InternalError, FaultScope.Of("s3"), times: 1, after: 1);
        var archive = Archive(account);

        var pages = await PagesAsync(archive);
        var rest = await PagesAsync(archive, "", pages[0].Value!.Objects[^1].Key);

        Assert.Equal([true, false], pages.Select(page => page.IsKnown));
        Assert.Equal((FactFailureKind.Unavailable, "s3:ListBucket", "arn:aws:s3:::archive"), (pages[1].Failure?.Kind, pages[1].Failure?.Action, pages[1].Failure?.Resource));
        Assert.Equal(1_500, rest.Sum(page => page.Value!.Objects.Count));
    }

    [Fact]
    public async Task ListAsync_ThrottledAndResetOnTheWay_IsWhole()
    {
        await using var account = await AccountFixture.StartAsync();
        Bucket(account).Objects = Made(2_500);
        account.Aws.Faults.Add(SimulatedFault.Throttled, FaultScope.Of("s3"), times: 1, after: 1);
        account.Aws.Faults.Add(SimulatedFault.ConnectionReset, FaultScope.Of("s3"), times: 1, after: 2);

        Assert.Equal(2_500, (await PagesAsync(Archive(account, attempts: 4))).Sum(page => page.Value!.Objects.Count));
    }

    [Theory]
    [MemberData(nameof(Faults), DisableDiscoveryEnumeration = true)]
    public async Task ListAsync_Fault_IsAFailureOfItsKind(string name, SimulatedFault fault, FactFailureKind kind)
    {
        await using var account = await AccountFixture.StartAsync();
        Bucket(account).Objects = Made(3);
        account.Aws.Faults.Add(fault, FaultScope.Of("s3"));

        var page = Assert.Single(await PagesAsync(Archive(account)));

        Assert.Equal((name, kind), (name, page.Failure?.Kind));
        Assert.NotEqual("", page.Failure?.Message);
    }

    [Fact]
    public async Task ListAsync_NoSuchBucket_IsNotFound()
    {
        await using var account = await AccountFixture.StartAsync();

        Assert.Equal(FactFailureKind.NotFound, Assert.Single(await PagesAsync(Archive(account))).Failure?.Kind);
    }

    [Fact]
    public async Task ListAsync_Refused_NamesPermissionAndBucket()
    {
        await using var account = await AccountFixture.StartAsync();
        Bucket(account);

        var failure = Assert.Single(await PagesAsync(Archive(account, AccountFixture.Denying("s3:ListBucket")))).Failure;

        Assert.Equal((FactFailureKind.AccessDenied, "s3:ListBucket", "arn:aws:s3:::archive"), (failure?.Kind, failure?.Action, failure?.Resource));
    }

    [Fact]
    public async Task ListAsync_BucketInAnotherRegion_IsFollowedOnce()
    {
        await using var account = await AccountFixture.StartAsync();
        account.Aws.S3.AddBucket(TestTargets.Account, "us-east-2", "archive").Objects = Made(2_500);
        var archive = Archive(account);

        Assert.Equal(2_500, (await PagesAsync(archive)).Sum(page => page.Value!.Objects.Count));
        Assert.Equal(["eu-central-1", "us-east-2", "us-east-2", "us-east-2"], account.Aws.Requests.Select(request => request.Region));
        Assert.Equal("us-east-2", (await archive.PostureAsync(CancellationToken.None)).Location.Value?.Region);
    }

    [Theory]
    [InlineData(null, false)]
    [InlineData("999988887777", true)]
    public async Task ListAsync_BucketOfAnotherAccount_IsReadWhenThatOwnerIsExpected(string? owner, bool isKnown)
    {
        await using var account = await AccountFixture.StartAsync();
        var bucket = account.Aws.S3.AddBucket("999988887777", AccountFixture.Region, "archive");
        bucket.Policy = """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"AWS":"arn:aws:iam::444455556666:root"},"Action":"s3:*","Resource":["arn:aws:s3:::archive","arn:aws:s3:::archive/*"]}]}""";
        account.Target = account.Target with { Archive = new ArchiveLocation("archive", "", ArchiveFeed.FlowLog) { Owner = owner } };

        var page = Assert.Single(await PagesAsync(Archive(account)));

        Assert.Equal(isKnown, page.IsKnown);
        Assert.Equal(isKnown ? null : "AccessDenied: Access Denied (or the bucket does not belong to account 444455556666)", page.Failure?.Message);
    }

    [Fact]
    public async Task ListAsync_LeftEarly_AsksForNoMorePages()
    {
        await using var account = await AccountFixture.StartAsync();
        Bucket(account).Objects = Made(1_000_000);

        await foreach (var page in Archive(account).ListAsync("", null, CancellationToken.None))
        {
            Assert.Equal(1_000, page.Value!.Objects.Count);
            break;
        }

        Assert.Single(account.Aws.Requests);
    }

    [Fact]
    public async Task PostureAsync_NothingConfigured_IsKnown()
    {
        await using var account = await AccountFixture.StartAsync();
        var bucket = Bucket(account);
        (bucket.Encryption, bucket.PublicAccessBlock) = (null, null);

        var posture = await Archive(account).PostureAsync(CancellationToken.None);

        Assert.Equal(("archive", AccountFixture.Region), (posture.Bucket, posture.Location.Value?.Region));
        Assert.Empty(Assert.IsType<BucketLifecycle>(posture.Lifecycle.Value).Rules);
        Assert.Equal(new BucketEncryption(null, null, false), posture.Encryption.Value);
        Assert.Equal(new BucketVersioning(BucketVersioningStatus.NeverEnabled, false), posture.Versioning.Value);
        Assert.Equal(new BucketObjectLock(false, null), posture.ObjectLock.Value);
        Assert.Equal(new BucketPublicAccessBlock(false, false, false, false), posture.PublicAccessBlock.Value);
        Assert.Equal(new BucketPolicy(null), posture.Policy.Value);
        Assert.Equal(new BucketPolicyStatus(false), posture.PolicyStatus.Value);
        Assert.Equal(8, account.Aws.Requests.Count);
    }

    [Fact]
    public async Task PostureAsync_Everything_IsRead()
    {
        await using var account = await AccountFixture.StartAsync();
        var bucket = Bucket(account);
        bucket.Encryption = """
            <ServerSideEncryptionConfiguration><Rule><ApplyServerSideEncryptionByDefault><SSEAlgorithm>aws:kms</SSEAlgorithm><KMSMasterKeyID>arn:aws:kms:eu-central-1:444455556666:key/1</KMSMasterKeyID></ApplyServerSideEncryptionByDefault><BucketKeyEnabled>true</BucketKeyEnabled></Rule></ServerSideEncryptionConfiguration>
            """;
        bucket.Versioning = "<VersioningConfiguration><Status>Enabled</Status><MfaDelete>Enabled</MfaDelete></VersioningConfiguration>";
        bucket.ObjectLock = "<ObjectLockConfiguration><ObjectLockEnabled>Enabled</ObjectLockEnabled><Rule><DefaultRetention><Mode>COMPLIANCE</Mode><Years>7</Years></DefaultRetention></Rule></ObjectLockConfiguration>";
        bucket.PublicAccessBlock = "<PublicAccessBlockConfiguration><BlockPublicAcls>true</BlockPublicAcls><IgnorePublicAcls>false</IgnorePublicAcls><BlockPublicPolicy>true</BlockPublicPolicy><RestrictPublicBuckets>true</RestrictPublicBuckets></PublicAccessBlockConfiguration>";
        bucket.Policy = """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":"*","Action":"s3:GetObject","Resource":"arn:aws:s3:::archive/*"}]}""";

        var posture = await Archive(account).PostureAsync(CancellationToken.None);

        Assert.Equal(new BucketEncryption("aws:kms", "arn:aws:kms:eu-central-1:444455556666:key/1", true), posture.Encryption.Value);
        Assert.Equal(new BucketVersioning(BucketVersioningStatus.Enabled, true), posture.Versioning.Value);
        Assert.Equal(new BucketObjectLock(true, new DefaultObjectLock(ObjectLockMode.Compliance, null, 7)), posture.ObjectLock.Value);
        Assert.Equal(new BucketPublicAccessBlock(true, false, true, true), posture.PublicAccessBlock.Value);
        Assert.False(posture.PublicAccessBlock.Value!.IsComplete);
        Assert.Equal(bucket.Policy, posture.Policy.Value?.Document);
        Assert.Equal(new BucketPolicyStatus(true), posture.PolicyStatus.Value);
    }

    [Fact]
    public async Task PostureAsync_LifecycleRules_AreReadInFull()
    {
        await using var account = await AccountFixture.StartAsync();
        var bucket = Bucket(account);
        bucket.Lifecycle = """
            <LifecycleConfiguration>
              <Rule>
                <ID>all</ID><Status>Enabled</Status>
                <Filter><And><Prefix>logs/</Prefix><Tag><Key>a</Key><Value>1</Value></Tag><Tag><Key>b</Key><Value>2</Value></Tag><ObjectSizeGreaterThan>500</ObjectSizeGreaterThan><ObjectSizeLessThan>64000</ObjectSizeLessThan></And></Filter>
                <Transition><Days>0</Days><StorageClass>GLACIER</StorageClass></Transition>
                <Transition><Date>2026-02-03T00:00:00.000Z</Date><StorageClass>DEEP_ARCHIVE</StorageClass></Transition>
                <Expiration><Days>2557</Days></Expiration>
                <NoncurrentVersionTransition><NoncurrentDays>30</NoncurrentDays><NewerNoncurrentVersions>2</NewerNoncurrentVersions><StorageClass>GLACIER_IR</StorageClass></NoncurrentVersionTransition>
                <NoncurrentVersionExpiration><NoncurrentDays>60</NoncurrentDays><NewerNoncurrentVersions>3</NewerNoncurrentVersions></NoncurrentVersionExpiration>
                <AbortIncompleteMultipartUpload><DaysAfterInitiation>7</DaysAfterInitiation></AbortIncompleteMultipartUpload>
              </Rule>
              <Rule><ID>old</ID><Prefix>old/</Prefix><Status>Disabled</Status><Expiration><ExpiredObjectDeleteMarker>true</ExpiredObjectDeleteMarker></Expiration></Rule>
              <Rule><ID>date</ID><Filter><Prefix>date/</Prefix></Filter><Status>Enabled</Status><Expiration><Date>2030-01-01T00:00:00.000Z</Date></Expiration></Rule>
              <Rule><ID>tag</ID><Filter><Tag><Key>keep</Key><Value>no</Value></Tag></Filter><Status>Enabled</Status></Rule>
              <Rule><ID>large</ID><Filter><ObjectSizeGreaterThan>1000</ObjectSizeGreaterThan></Filter><Status>Enabled</Status></Rule>
              <Rule><ID>small</ID><Filter><ObjectSizeLessThan>1000</ObjectSizeLessThan></Filter><Status>Enabled</Status></Rule>
              <Rule><ID>every</ID><Filter></Filter><Status>Enabled</Status></Rule>
            </LifecycleConfiguration>
            """;
        bucket.TransitionDefaultMinimumObjectSize = "varies_by_storage_class";

        var lifecycle = (await Archive(account).PostureAsync(CancellationToken.None)).Lifecycle.Value!;

        Assert.Equal(LifecycleMinimumSize.VariesByClass, lifecycle.MinimumTransitionSize);
        Assert.Equal(["all", "old", "date", "tag", "large", "small", "every"], lifecycle.Rules.Select(rule => rule.Id));
        var all = lifecycle.Rules[0];
        Assert.Equal((true, "logs/", 500L, 64_000L, 7), (all.IsEnabled, all.Prefix, all.SizeGreaterThan, all.SizeLessThan, all.AbortIncompleteMultipartDays));
        Assert.Equal(new Dictionary<string, string> { ["a"] = "1", ["b"] = "2" }, all.Tags);
        Assert.Equal(
            [new LifecycleTransition("GLACIER", 0, null), new LifecycleTransition("DEEP_ARCHIVE", null, new DateTimeOffset(2026, 2, 3, 0, 0, 0, TimeSpan.Zero))], all.Transitions);
        Assert.Equal(new LifecycleExpiration(2_557, null, false), all.Expiration);
        Assert.Equal([new NoncurrentTransition("GLACIER_IR", 30, 2)], all.NoncurrentTransitions);
        Assert.Equal(new NoncurrentExpiration(60, 3), all.NoncurrentExpiration);
        Assert.Equal((false, "old/", new LifecycleExpiration(null, null, true)), (lifecycle.Rules[1].IsEnabled, lifecycle.Rules[1].Prefix, lifecycle.Rules[1].Expiration));
        Assert.Equal(("date/", new LifecycleExpiration(null, new DateTimeOffset(2030, 1, 1, 0, 0, 0, TimeSpan.Zero), false)), (lifecycle.Rules[2].Prefix, lifecycle.Rules[2].Expiration));
        Assert.Equal("no", lifecycle.Rules[3].Tags["keep"]);
        Assert.Equal((1_000L, null), (lifecycle.Rules[4].SizeGreaterThan, lifecycle.Rules[4].SizeLessThan));
        Assert.Equal((null, 1_000L), (lifecycle.Rules[5].SizeGreaterThan, lifecycle.Rules[5].SizeLessThan));
        Assert.Equal(("", 0, null), (lifecycle.Rules[6].Prefix, lifecycle.Rules[6].Tags.Count, lifecycle.Rules[6].Expiration));
    }

    [Theory]
    [InlineData("s3:ListBucket")]
    [InlineData("s3:GetLifecycleConfiguration")]
    [InlineData("s3:GetEncryptionConfiguration")]
    [InlineData("s3:GetBucketVersioning")]
    [InlineData("s3:GetBucketObjectLockConfiguration")]
    [InlineData("s3:GetBucketPublicAccessBlock")]
    [InlineData("s3:GetBucketPolicy")]
    [InlineData("s3:GetBucketPolicyStatus")]
    public async Task PostureAsync_OnePartRefused_HidesNoOther(string action)
    {
        await using var account = await AccountFixture.StartAsync();
        Bucket(account);

        var failure = Assert.Single(Failures(await Archive(account, AccountFixture.Denying(action)).PostureAsync(CancellationToken.None)));

        Assert.Equal((FactFailureKind.AccessDenied, action, "arn:aws:s3:::archive"), (failure.Kind, failure.Action, failure.Resource));
    }

    [Fact]
    public async Task PostureAsync_NothingConfiguredAndNothingAllowed_IsNeverAPass()
    {
        await using var account = await AccountFixture.StartAsync();
        Bucket(account);

        var failures = Failures(await Archive(account, SimulatedPolicies.AllowNothing).PostureAsync(CancellationToken.None));

        Assert.Equal(8, failures.Count);
        Assert.All(failures, failure => Assert.Equal(FactFailureKind.AccessDenied, failure.Kind));
    }

    [Fact]
    public async Task PostureAsync_KeysThatEnded_IsNoFactOfAnyPart()
    {
        await using var account = await AccountFixture.StartAsync();
        Bucket(account);
        account.Aws.Faults.Add(SimulatedFault.ExpiredToken, FaultScope.Of("s3"));

        var failures = Failures(await Archive(account).PostureAsync(CancellationToken.None));

        Assert.Equal(8, failures.Select(failure => failure.Action).Distinct().Count());
    }

    [Theory]
    [InlineData("GetBucketLifecycleConfiguration")]
    [InlineData("HeadBucket")]
    [InlineData("GetBucketPolicy")]
    public async Task PostureAsync_ThrottledAtFirst_IsWholeWithRetries(string operation)
    {
        await using var account = await AccountFixture.StartAsync();
        Bucket(account);
        using var fault = account.Aws.Faults.Add(SimulatedFault.Throttled, FaultScope.Of("s3", operation), times: 1);

        Assert.Empty(Failures(await Archive(account, attempts: 3).PostureAsync(CancellationToken.None)));
        Assert.Equal(1, fault.Met);
    }

    [Fact]
    public async Task DetailsAsync_Object_IsToldWithoutReadingIt()
    {
        await using var account = await AccountFixture.StartAsync();
        var until = new DateTimeOffset(2033, 1, 2, 3, 4, 5, TimeSpan.Zero);
        Bucket(account).Add(new SimulatedObject
        {
            Key = "logs/é +.gz",
            Size = 7,
            LastModified = Written,
            StorageClass = "GLACIER",
            ETag = "abc",
            LockMode = "GOVERNANCE",
            LockedUntil = until,
            LegalHold = "OFF",
            Encryption = "aws:kms",
            KmsKey = "arn:aws:kms:eu-central-1:444455556666:key/1",
        });

        var details = (await Archive(account).DetailsAsync("logs/é +.gz", CancellationToken.None)).Value!;

        Assert.Equal(
            new ArchiveObjectDetails
            {
                Key = "logs/é +.gz",
                Size = 7,
                LastModified = Written,
                StorageClass = "GLACIER",
                ETag = "abc",
                LockMode = ObjectLockMode.Governance,
                LockedUntil = until,
                HasLegalHold = false,
                EncryptionAlgorithm = "aws:kms",
                KmsKeyId = "arn:aws:kms:eu-central-1:444455556666:key/1",
            },
            details);
        Assert.True(details.NeedsRestore(account.Time.GetUtcNow()));
    }

    [Theory]
    [InlineData("STANDARD", null, false)]
    [InlineData("GLACIER_IR", null, false)]
    [InlineData("INTELLIGENT_TIERING", null, false)]
    [InlineData("INTELLIGENT_TIERING", "DEEP_ARCHIVE_ACCESS", true)]
    [InlineData("DEEP_ARCHIVE", null, true)]
    public async Task DetailsAsync_ClassAndTier_TellWhetherToRestore(string storageClass, string? tier, bool needsRestore)
    {
        await using var account = await AccountFixture.StartAsync();
        Bucket(account).Add(new SimulatedObject { Key = "k", StorageClass = storageClass, ArchiveTier = tier });

        var details = (await Archive(account).DetailsAsync("k", CancellationToken.None)).Value!;

        Assert.Equal((storageClass, tier, needsRestore), (details.StorageClass, details.ArchiveTier, details.NeedsRestore(account.Time.GetUtcNow())));
        Assert.Null(details.LockMode);
        Assert.Null(details.HasLegalHold);
    }

    [Fact]
    public async Task DetailsAsync_MissingOrRefused_SaysWhich()
    {
        await using var account = await AccountFixture.StartAsync();
        Bucket(account).Add(new SimulatedObject { Key = "k" });

        var missing = (await Archive(account).DetailsAsync("gone", CancellationToken.None)).Failure;
        var refused = (await Archive(account, AccountFixture.Denying("s3:GetObject")).DetailsAsync("k", CancellationToken.None)).Failure;

        Assert.Equal((FactFailureKind.NotFound, "s3:GetObject", "arn:aws:s3:::archive/gone"), (missing?.Kind, missing?.Action, missing?.Resource));
        Assert.Equal((FactFailureKind.AccessDenied, "s3:GetObject", "arn:aws:s3:::archive/k"), (refused?.Kind, refused?.Action, refused?.Resource));
    }

    [Fact]
    public async Task RestoreAsync_OfAnArchivedObject_GoesThroughItsStates()
    {
        await using var account = await AccountFixture.StartAsync();
        Bucket(account).Add(new SimulatedObject { Key = "k", StorageClass = "GLACIER" });
        var archive = account.Readers().Archive(account.Target, restoreEnabled: true)!;
        var request = new ArchiveRestoreRequest("k", 2, ArchiveRestoreTier.Standard);

        Assert.Equal(new ArchiveRestoreResult(ArchiveRestoreOutcome.Started), await archive.RestoreAsync(request, CancellationToken.None));
        Assert.Equal(ArchiveRestoreOutcome.AlreadyInProgress, (await archive.RestoreAsync(request, CancellationToken.None)).Outcome);
        Assert.Equal(new ObjectRestore(true, null), await RestoreOfAsync(archive));
        Assert.Equal(new ObjectRestore(true, null), Assert.Single(await PagesAsync(archive)).Value!.Objects[0].Restore);

        account.Time.Advance(TimeSpan.FromHours(5));

        var until = new DateTimeOffset(2026, 1, 5, 0, 0, 0, TimeSpan.Zero);
        Assert.Equal(new ObjectRestore(false, until), await RestoreOfAsync(archive));
        Assert.Equal(new ObjectRestore(false, until), Assert.Single(await PagesAsync(archive)).Value!.Objects[0].Restore);
        Assert.False((await archive.DetailsAsync("k", CancellationToken.None)).Value!.NeedsRestore(account.Time.GetUtcNow()));
        Assert.Equal(new ArchiveRestoreResult(ArchiveRestoreOutcome.AlreadyRestored), await archive.RestoreAsync(request with { Days = 9 }, CancellationToken.None));
        Assert.Equal(new ObjectRestore(false, until.AddDays(7)), await RestoreOfAsync(archive));

        account.Time.Advance(TimeSpan.FromDays(10));
        Assert.Null(await RestoreOfAsync(archive));
        Assert.True((await archive.DetailsAsync("k", CancellationToken.None)).Value!.NeedsRestore(account.Time.GetUtcNow()));

        async Task<ObjectRestore?> RestoreOfAsync(IFlowLogArchive from) => (await from.DetailsAsync("k", CancellationToken.None)).Value!.Restore;
    }

    [Theory]
    [InlineData("STANDARD", ArchiveRestoreTier.Standard, ArchiveRestoreOutcome.NotArchived)]
    [InlineData("DEEP_ARCHIVE", ArchiveRestoreTier.Expedited, ArchiveRestoreOutcome.TierNotAllowed)]
    [InlineData("DEEP_ARCHIVE", ArchiveRestoreTier.Bulk, ArchiveRestoreOutcome.Started)]
    [InlineData("GLACIER", ArchiveRestoreTier.Expedited, ArchiveRestoreOutcome.Started)]
    public async Task RestoreAsync_ClassAndTier_DecideWithAndWithoutKnowingTheClass(string storageClass, ArchiveRestoreTier tier, ArchiveRestoreOutcome outcome)
    {
        await using var account = await AccountFixture.StartAsync();
        var bucket = Bucket(account);
        bucket.Add(new SimulatedObject { Key = "a", StorageClass = storageClass });
        bucket.Add(new SimulatedObject { Key = "b", StorageClass = storageClass });
        var archive = account.Readers().Archive(account.Target, restoreEnabled: true)!;

        Assert.Equal(outcome, (await archive.RestoreAsync(new ArchiveRestoreRequest("a", 1, tier), CancellationToken.None)).Outcome);
        Assert.Equal(outcome, (await archive.RestoreAsync(new ArchiveRestoreRequest("b", 1, tier, storageClass), CancellationToken.None)).Outcome);
    }

    [Fact]
    public async Task RestoreAsync_MissingOrRefusedOrBroken_SaysWhich()
    {
        await using var account = await AccountFixture.StartAsync();
        Bucket(account).Add(new SimulatedObject { Key = "k", StorageClass = "GLACIER" });
        var archive = account.Readers().Archive(account.Target, restoreEnabled: true)!;
        var request = new ArchiveRestoreRequest("k", 1, ArchiveRestoreTier.Bulk);

        Assert.Equal(ArchiveRestoreOutcome.NotFound, (await archive.RestoreAsync(request with { Key = "gone" }, CancellationToken.None)).Outcome);
        var refused = await account.Readers(AccountFixture.Denying("s3:RestoreObject")).Archive(account.Target, restoreEnabled: true)!.RestoreAsync(request, CancellationToken.None);
        Assert.Equal((ArchiveRestoreOutcome.Refused, "s3:RestoreObject", "arn:aws:s3:::archive/k"), (refused.Outcome, refused.Failure?.Action, refused.Failure?.Resource));
        account.Aws.Faults.Add(SimulatedFault.ConnectionReset, FaultScope.Of("s3"));
        Assert.Equal(ArchiveRestoreOutcome.Failed, (await archive.RestoreAsync(request, CancellationToken.None)).Outcome);
    }

    [Fact]
    public async Task RestoreAsync_UnlessSwitchedOn_AsksNothing()
    {
        await using var account = await AccountFixture.StartAsync();
        Bucket(account).Add(new SimulatedObject { Key = "k", StorageClass = "GLACIER" });

        Assert.Equal(ArchiveRestoreOutcome.SwitchedOff, (await Archive(account).RestoreAsync(new ArchiveRestoreRequest("k", 1, ArchiveRestoreTier.Bulk), CancellationToken.None)).Outcome);
        Assert.Empty(account.Aws.Requests);
    }

    [Fact]
    public async Task RestoreAsync_NoDays_IsRefused()
    {
        await using var account = await AccountFixture.StartAsync();

        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => Archive(account).RestoreAsync(new ArchiveRestoreRequest("k", 0, ArchiveRestoreTier.Bulk), CancellationToken.None));
    }

    private static SimulatedBucket Bucket(AccountFixture account) => account.Aws.S3.AddBucket(TestTargets.Account, AccountFixture.Region, "archive");

    private static IFlowLogArchive Archive(AccountFixture account, string policy = SimulatedPolicies.AllowEverything, int attempts = 1) =>
        account.Readers(policy, attempts).Archive(account.Target)!;

    private static SimulatedBucket.Generator Made(int count) => (prefix, after) => Enumerable.Range(0, count)
        .Select(number => string.Create(CultureInfo.InvariantCulture, $"logs/{number:d6}"))
        .SkipWhile(key => string.CompareOrdinal(key, after) <= 0)
        .Where(key => key.StartsWith(prefix, StringComparison.Ordinal))
        .Select(key => new SimulatedObject { Key = key });

    private static async Task<List<Fact<ArchivePage>>> PagesAsync(IFlowLogArchive archive, string prefix = "", string? startAfter = null)
    {
        var pages = new List<Fact<ArchivePage>>();
        await foreach (var page in archive.ListAsync(prefix, startAfter, CancellationToken.None)) pages.Add(page);
        return pages;
    }

    private static List<FactFailure> Failures(BucketPosture posture) =>
    [
        .. new[]
        {
            posture.Location.Failure, posture.Lifecycle.Failure, posture.Encryption.Failure, posture.Versioning.Failure, posture.ObjectLock.Failure,
            posture.PublicAccessBlock.Failure, posture.Policy.Failure, posture.PolicyStatus.Failure,
        }.OfType<FactFailure>(),
    ];
}
