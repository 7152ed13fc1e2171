using System.Net;
using Amazon.S3;
using Amazon.S3.Model;
using FlowWatch.AwsSimulator.Policies;
using FlowWatch.AwsSimulator.S3;
using FlowWatch.AwsSimulator.Wire;

namespace FlowWatch.AwsSimulator.Tests.S3;

public class BucketSettingTests
{
    [Fact]
    public async Task NewBucket_IsAsAwsMakesIt()
    {
        await using var s3 = await S3Fixture.StartAsync();
        var client = s3.Client();

        var encryption = (await client.GetBucketEncryptionAsync(new GetBucketEncryptionRequest { BucketName = "archive" })).ServerSideEncryptionConfiguration;
        var block = (await client.GetPublicAccessBlockAsync(new GetPublicAccessBlockRequest { BucketName = "archive" })).PublicAccessBlockConfiguration;
        var versioning = (await client.GetBucketVersioningAsync(new GetBucketVersioningRequest { BucketName = "archive" })).VersioningConfig;

        Assert.Equal(ServerSideEncryptionMethod.AES256, Assert.Single(encryption.ServerSideEncryptionRules).ServerSideEncryptionByDefault.ServerSideEncryptionAlgorithm);
        Assert.Equal((true, true, true, true), (block.BlockPublicAcls, block.IgnorePublicAcls, block.BlockPublicPolicy, block.RestrictPublicBuckets));
        Assert.Contains(versioning.Status, new[] { null, VersionStatus.Off });
    }

    [Fact]
    public async Task Lifecycle_PutByTheClient_IsGotBack()
    {
        await using var s3 = await S3Fixture.StartAsync();
        var client = s3.Client();
        await client.PutLifecycleConfigurationAsync(new PutLifecycleConfigurationRequest
        {
            BucketName = "archive",
            TransitionDefaultMinimumObjectSize = TransitionDefaultMinimumObjectSize.VariesByStorageClass,
            Configuration = new LifecycleConfiguration
            {
                Rules =
                [
                    new LifecycleRule
                    {
                        Id = "keep",
                        Status = LifecycleRuleStatus.Enabled,
                        Filter = new LifecycleFilter { LifecycleFilterPredicate = new LifecyclePrefixPredicate { Prefix = "AWSLogs/" } },
                        Transitions = [new LifecycleTransition { Days = 90, StorageClass = S3StorageClass.Glacier }],
                        Expiration = new LifecycleRuleExpiration { Days = 2557 },
                        NoncurrentVersionExpiration = new LifecycleRuleNoncurrentVersionExpiration { NoncurrentDays = 30 },
                    },
                ],
            },
        });

        var answer = await client.GetLifecycleConfigurationAsync(new GetLifecycleConfigurationRequest { BucketName = "archive" });

        var rule = Assert.Single(answer.Configuration.Rules);
        Assert.Equal(("keep", LifecycleRuleStatus.Enabled, 2557), (rule.Id, rule.Status, rule.Expiration.Days));
        Assert.Equal("AWSLogs/", Assert.IsType<LifecyclePrefixPredicate>(rule.Filter.LifecycleFilterPredicate).Prefix);
        Assert.Equal((90, S3StorageClass.Glacier), (rule.Transitions[0].Days, rule.Transitions[0].StorageClass));
        Assert.Equal(30, rule.NoncurrentVersionExpiration.NoncurrentDays);
        Assert.Equal(TransitionDefaultMinimumObjectSize.VariesByStorageClass, answer.TransitionDefaultMinimumObjectSize);
    }

    [Fact]
    public async Task Lifecycle_SetByATest_KeepsSmallObjectsUnlessSaidOtherwise()
    {
        await using var s3 = await S3Fixture.StartAsync();
        s3.Bucket.Lifecycle = "<LifecycleConfiguration><Rule><ID>r</ID><Filter/><Status>Disabled</Status><Expiration><Days>1</Days></Expiration></Rule></LifecycleConfiguration>";

        var answer = await s3.Client().GetLifecycleConfigurationAsync(new GetLifecycleConfigurationRequest { BucketName = "archive" });

        Assert.Equal(LifecycleRuleStatus.Disabled, Assert.Single(answer.Configuration.Rules).Status);
        Assert.Equal(TransitionDefaultMinimumObjectSize.AllStorageClasses128K, answer.TransitionDefaultMinimumObjectSize);
    }

    [Fact]
    public async Task ObjectLockAndVersioning_Set_AreGot()
    {
        await using var s3 = await S3Fixture.StartAsync();
        s3.Bucket.Versioning = "<VersioningConfiguration><Status>Enabled</Status><MfaDelete>Disabled</MfaDelete></VersioningConfiguration>";
        s3.Bucket.ObjectLock =
            "<ObjectLockConfiguration><ObjectLockEnabled>Enabled</ObjectLockEnabled><Rule><DefaultRetention><Mode>COMPLIANCE</Mode><Years>7</Years></DefaultRetention></Rule></ObjectLockConfiguration>";
        var client = s3.Client();

        var versioning = (await client.GetBucketVersioningAsync(new GetBucketVersioningRequest { BucketName = "archive" })).VersioningConfig;
        var retention = (await client.GetObjectLockConfigurationAsync(new GetObjectLockConfigurationRequest { BucketName = "archive" }))
            .ObjectLockConfiguration.Rule.DefaultRetention;

        Assert.Equal(VersionStatus.Enabled, versioning.Status);
        Assert.Equal((ObjectLockRetentionMode.Compliance, 7), (retention.Mode, retention.Years));
    }

    [Theory]
    [InlineData("lock", "ObjectLockConfigurationNotFoundError")]
    [InlineData("block", "NoSuchPublicAccessBlockConfiguration")]
    [InlineData("status", "NoSuchBucketPolicy")]
    public async Task Get_NotConfigured_HasACodeOfItsOwn(string setting, string code)
    {
        await using var s3 = await S3Fixture.StartAsync();
        s3.Bucket.PublicAccessBlock = null;
        var client = s3.Client();

        var error = await Assert.ThrowsAnyAsync<AmazonS3Exception>(() => GetAsync(client, setting));

        Assert.Equal((code, HttpStatusCode.NotFound), (error.ErrorCode, error.StatusCode));
    }

    // For these three the SDK keeps quiet about status 404: the answer is empty, and only its status tells. The policy's text is then
    // the error's XML, the one place where its code can be read.
    [Theory]
    [InlineData("archive", "NoSuchBucketPolicy")]
    [InlineData("nowhere", "NoSuchBucket")]
    public async Task Get_NotConfiguredOrNoBucket_IsAnEmptyAnswerWithStatus404(string bucket, string code)
    {
        await using var s3 = await S3Fixture.StartAsync();
        s3.Bucket.Encryption = null;
        var client = s3.Client();

        var lifecycle = await client.GetLifecycleConfigurationAsync(new GetLifecycleConfigurationRequest { BucketName = bucket });
        var encryption = await client.GetBucketEncryptionAsync(new GetBucketEncryptionRequest { BucketName = bucket });
        var policy = await client.GetBucketPolicyAsync(new GetBucketPolicyRequest { BucketName = bucket });

        Assert.Equal((HttpStatusCode.NotFound, null), (lifecycle.HttpStatusCode, lifecycle.Configuration.Rules));
        Assert.Equal((HttpStatusCode.NotFound, null), (encryption.HttpStatusCode, encryption.ServerSideEncryptionConfiguration));
        Assert.Equal(HttpStatusCode.NotFound, policy.HttpStatusCode);
        Assert.Contains($"<Code>{code}</Code>", policy.Policy, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("lifecycle", "NoSuchLifecycleConfiguration")]
    [InlineData("encryption", "ServerSideEncryptionConfigurationNotFoundError")]
    [InlineData("policy", "NoSuchBucketPolicy")]
    [InlineData("object-lock", "ObjectLockConfigurationNotFoundError")]
    [InlineData("publicAccessBlock", "NoSuchPublicAccessBlockConfiguration")]
    public void AbsentError_OfASetting_HasTheCodeOfTheReference(string query, string code)
    {
        var error = BucketSetting.Of(FormParameters.Parse(query))!.AbsentError("archive");

        Assert.Equal((code, HttpStatusCode.NotFound), (error.Code, error.Status));
    }

    [Theory]
    [InlineData("lifecycle", "s3:GetLifecycleConfiguration")]
    [InlineData("encryption", "s3:GetEncryptionConfiguration")]
    [InlineData("versioning", "s3:GetBucketVersioning")]
    [InlineData("lock", "s3:GetBucketObjectLockConfiguration")]
    [InlineData("block", "s3:GetBucketPublicAccessBlock")]
    [InlineData("policy", "s3:GetBucketPolicy")]
    [InlineData("status", "s3:GetBucketPolicyStatus")]
    [InlineData("location", "s3:GetBucketLocation")]
    public async Task Get_Permission_IsTheOneThatIamNames(string setting, string permission)
    {
        await using var s3 = await S3Fixture.StartAsync();
        var client = s3.Client(SimulatedAws.DefaultAccount, SimulatedPolicies.AllowNothing);

        var error = await Assert.ThrowsAnyAsync<AmazonS3Exception>(() => GetAsync(client, setting));

        Assert.Equal("AccessDenied", error.ErrorCode);
        Assert.Contains($"is not authorized to perform: {permission} on", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"Statement":{"Effect":"Allow","Principal":"*","Action":"s3:GetObject","Resource":"arn:aws:s3:::archive/*"}}""", true)]
    [InlineData("""{"Statement":{"Effect":"Allow","Principal":{"AWS":["*"]},"Action":"s3:GetObject","Resource":"*"}}""", true)]
    [InlineData("""{"Statement":{"Effect":"Allow","Principal":"*","Action":"s3:GetObject","Resource":"*","Condition":{"StringEquals":{"aws:PrincipalOrgID":"o-1"}}}}""", false)]
    [InlineData("""{"Statement":{"Effect":"Deny","Principal":"*","Action":"s3:*","Resource":"*","Condition":{"Bool":{"aws:SecureTransport":"false"}}}}""", false)]
    public async Task Policy_Put_IsGotBackAndJudged(string policy, bool isPublic)
    {
        await using var s3 = await S3Fixture.StartAsync();
        var client = s3.Client();

        await client.PutBucketPolicyAsync(new PutBucketPolicyRequest { BucketName = "archive", Policy = policy });

        Assert.Equal(policy, (await client.GetBucketPolicyAsync(new GetBucketPolicyRequest { BucketName = "archive" })).Policy);
        Assert.Equal(isPublic, (await client.GetBucketPolicyStatusAsync(new GetBucketPolicyStatusRequest { BucketName = "archive" })).PolicyStatus.IsPublic);
    }

    [Fact]
    public async Task Policy_Deleted_IsGone()
    {
        await using var s3 = await S3Fixture.StartAsync();
        s3.Bucket.Policy = """{"Statement":[]}""";

        await s3.Client().DeleteBucketPolicyAsync(new DeleteBucketPolicyRequest { BucketName = "archive" });

        Assert.Null(s3.Bucket.Policy);
    }

    [Fact]
    public async Task Policy_ThatIsNone_IsMalformed()
    {
        await using var s3 = await S3Fixture.StartAsync();
        var client = s3.Client();

        var error = await Assert.ThrowsAnyAsync<AmazonS3Exception>(() => client.PutBucketPolicyAsync(
            new PutBucketPolicyRequest { BucketName = "archive", Policy = "not json" }));

        Assert.Equal("MalformedPolicy", error.ErrorCode);
    }

    [Fact]
    public async Task Location_OfABucket_IsItsRegion()
    {
        await using var s3 = await S3Fixture.StartAsync();

        Assert.Equal("eu-west-1", (await s3.Client().GetBucketLocationAsync(new GetBucketLocationRequest { BucketName = "archive" })).Location.Value);
    }

    private static Task GetAsync(AmazonS3Client client, string setting) => setting switch
    {
        "lifecycle" => client.GetLifecycleConfigurationAsync(new GetLifecycleConfigurationRequest { BucketName = "archive" }),
        "encryption" => client.GetBucketEncryptionAsync(new GetBucketEncryptionRequest { BucketName = "archive" }),
        "versioning" => client.GetBucketVersioningAsync(new GetBucketVersioningRequest { BucketName = "archive" }),
        "lock" => client.GetObjectLockConfigurationAsync(new GetObjectLockConfigurationRequest { BucketName = "archive" }),
        "block" => client.GetPublicAccessBlockAsync(new GetPublicAccessBlockRequest { BucketName = "archive" }),
        "policy" => client.GetBucketPolicyAsync(new GetBucketPolicyRequest { BucketName = "archive" }),
        "status" => client.GetBucketPolicyStatusAsync(new GetBucketPolicyStatusRequest { BucketName = "archive" }),
        "location" => client.GetBucketLocationAsync(new GetBucketLocationRequest { BucketName = "archive" }),
        _ => throw new ArgumentOutOfRangeException(nameof(setting), setting, null),
    };
}
