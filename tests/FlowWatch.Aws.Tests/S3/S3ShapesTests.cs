using Amazon.S3;
using Amazon.S3.Model;
using FlowWatch.Aws.S3;
using FlowWatch.Core.Accounts;
using ObjectLockMode = FlowWatch.Core.Accounts.ObjectLockMode;

namespace FlowWatch.Aws.Tests.S3;

public class S3ShapesTests
{
    [Theory]
    [InlineData("a+b%2Fc%01%25%C3%A9", true, "a b/c\u0001%é")]
    [InlineData("a+b%2Fc", false, "a+b%2Fc")]
    public void Object_Key_IsDecodedWhenItWasEncoded(string sent, bool encoded, string key) =>
        Assert.Equal(key, S3Shapes.Object(Some(sent), encoded ? EncodingType.Url : null).Key);

    [Fact]
    public void Object_WithoutClass_IsStandard() => Assert.Equal(StorageClasses.Standard, S3Shapes.Object(Some("k"), null).StorageClass);

    [Fact]
    public void Object_WithoutSizeOrTime_IsRefused()
    {
        Assert.Throws<InvalidDataException>(() => S3Shapes.Object(new S3Object { Key = "k", LastModified = DateTime.UnixEpoch }, null));
        Assert.Throws<InvalidDataException>(() => S3Shapes.Object(new S3Object { Key = "k", Size = 1 }, null));
    }

    [Fact]
    public void Object_Restore_IsInProgressOrHasAnEnd()
    {
        var until = new DateTime(2029, 12, 21, 0, 0, 0, DateTimeKind.Utc);

        Assert.Null(S3Shapes.Object(Some("k"), null).Restore);
        Assert.Equal(new ObjectRestore(true, null), Restored(new RestoreStatus { IsRestoreInProgress = true }));
        Assert.Equal(new ObjectRestore(false, until), Restored(new RestoreStatus { IsRestoreInProgress = false, RestoreExpiryDate = until }));

        static ObjectRestore? Restored(RestoreStatus status)
        {
            var one = Some("k");
            one.RestoreStatus = status;
            return S3Shapes.Object(one, null).Restore;
        }
    }

    [Fact]
    public void Encryption_NotConfigured_HasNoAlgorithm()
    {
        Assert.Equal(new BucketEncryption(null, null, false), S3Shapes.Encryption(null));
        Assert.Equal(new BucketEncryption(null, null, false), S3Shapes.Encryption(new ServerSideEncryptionConfiguration()));
    }

    [Theory]
    [InlineData(null, BucketVersioningStatus.NeverEnabled)]
    [InlineData("Off", BucketVersioningStatus.NeverEnabled)]
    [InlineData("Enabled", BucketVersioningStatus.Enabled)]
    [InlineData("Suspended", BucketVersioningStatus.Suspended)]
    [InlineData("Paused", BucketVersioningStatus.Unknown)]
    public void Versioning_Status_IsKnown(string? status, BucketVersioningStatus expected) => Assert.Equal(
        new BucketVersioning(expected, false), S3Shapes.Versioning(new S3BucketVersioningConfig { Status = status is null ? null : new VersionStatus(status) }));

    [Theory]
    [InlineData("COMPLIANCE", null, 7, ObjectLockMode.Compliance)]
    [InlineData("GOVERNANCE", 30, null, ObjectLockMode.Governance)]
    [InlineData("SOMETHING", 30, null, ObjectLockMode.Unknown)]
    public void ObjectLock_Default_IsDaysOrYears(string mode, int? days, int? years, ObjectLockMode expected) => Assert.Equal(
        new BucketObjectLock(true, new DefaultObjectLock(expected, days, years)),
        S3Shapes.ObjectLock(new ObjectLockConfiguration
        {
            ObjectLockEnabled = ObjectLockEnabled.Enabled,
            Rule = new ObjectLockRule { DefaultRetention = new DefaultRetention { Mode = new ObjectLockRetentionMode(mode), Days = days, Years = years } },
        }));

    [Fact]
    public void ObjectLock_WithoutRule_LocksNothingByDefault() =>
        Assert.Equal(new BucketObjectLock(true, null), S3Shapes.ObjectLock(new ObjectLockConfiguration { ObjectLockEnabled = ObjectLockEnabled.Enabled }));

    [Fact]
    public void PolicyStatus_Unsaid_IsRefused() => Assert.Throws<InvalidDataException>(() => S3Shapes.PolicyStatus(new PolicyStatus()));

    private static S3Object Some(string key) => new() { Key = key, Size = 5, LastModified = DateTime.UnixEpoch, ETag = "\"abc\"" };
}
