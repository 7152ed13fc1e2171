using FlowWatch.Core.Accounts;
using FlowWatch.Core.Compliance.Archive;
using FlowWatch.Core.Compliance.Facts;
using static FlowWatch.Core.Tests.Compliance.ControlCaseSort;
using static FlowWatch.Core.Tests.Compliance.HealthyTarget;

namespace FlowWatch.Core.Tests.Compliance.Cases;

/// <summary>Cases of the controls of requirement 13.18.</summary>
internal static class EvidenceCases
{
    private const string Root = "AWSLogs/444455556666/vpcflowlogs/eu-central-1/";

    private static readonly FactFailure NoBucket = new(FactFailureKind.NotFound, "s3:ListBucket", "archive", "no such bucket");

    public static IReadOnlyList<ControlCase> All { get; } =
    [
        new("log-group-retention", Pass, "30 days", facts => facts, "for 30 days"),
        new("log-group-retention", Pass, "a year", facts => Keep(facts, 365), "for 365 days"),
        new("log-group-retention", Fail, "a week", facts => Keep(facts, 7), "7 days, not 30"),
        new("log-group-retention", NotVerified, "not seen", facts => facts.Delivery(one => one with { LogGroup = Denied }), "x:Denied"),
        new("log-group-retention", NotApplicable, "no log group", facts => facts.Delivery(one => one with { LogGroup = NoBucket }), "see log-group-receiving"),
        new("log-group-retention", Trap, "none set", facts => Keep(facts, null), "for ever"),

        .. OfArchive("archive-glacier"),
        new("archive-glacier", Pass, "after 90 days", facts => facts, "GLACIER after 90 days"),
        new("archive-glacier", Pass, "two rules together", facts => Rules(facts, Rule() with { Transitions = [new("DEEP_ARCHIVE", 365, null)] }, Rule() with { Id = "2", Expiration = null, Transitions = [new("GLACIER", 90, null)] }), "GLACIER after 90 days"),
        new("archive-glacier", Pass, "a rule for the target's own prefix", facts => Rules(facts, Rule() with { Prefix = Root }), "GLACIER after 90 days"),
        new("archive-glacier", Fail, "no rule", facts => Rules(facts), "never move to GLACIER"),
        new("archive-glacier", Fail, "too late", facts => Rules(facts, Rule() with { Transitions = [new("GLACIER", 180, null)] }), "after 180 days by rule 'archive', not after 90"),
        new("archive-glacier", NotVerified, "not seen", facts => facts.Posture(one => one with { Lifecycle = Denied }), "x:Denied"),
        new("archive-glacier", NotVerified, "whether small objects move is not told", facts => Rules(facts, LifecycleMinimumSize.Unknown, Rule()), "does not tell whether objects under 128 KiB move"),
        new("archive-glacier", NotVerified, "flow logs not seen, and only a rule for one layout", facts => Rules(facts, Rule() with { Prefix = Root }).FlowLogs(Denied), "x:Denied"),
        new("archive-glacier", Pass, "flow logs not seen, and a rule for any layout", facts => facts.FlowLogs(Denied), "GLACIER after 90 days"),
        new("archive-glacier", Trap, "a rule for the other layout", facts => Rules(facts, Rule() with { Prefix = "AWSLogs/aws-account-id=444455556666/" }), "never move to GLACIER"),
        new("archive-glacier", Pass, "not told, and a rule that names sizes", facts => Rules(facts, LifecycleMinimumSize.Unknown, Rule() with { SizeGreaterThan = 0 }), "GLACIER after 90 days"),
        new("archive-glacier", Trap, "disabled rule", facts => Rules(facts, Rule() with { IsEnabled = false }), "rule 'archive' is disabled"),
        new("archive-glacier", Trap, "wrong prefix", facts => Rules(facts, Rule() with { Prefix = "logs/" }), "rule 'archive' is for keys that begin with logs/"),
        new("archive-glacier", Trap, "prefix of another region", facts => Rules(facts, Rule() with { Prefix = Root.Replace("eu-central-1", "us-east-1", StringComparison.Ordinal) }), "never move"),
        new("archive-glacier", Trap, "prefix of one year only", facts => Rules(facts, Rule() with { Prefix = Root + "2026/" }), $"objects under {Root} "),
        new("archive-glacier", Trap, "a tag that no object has", facts => Rules(facts, Rule() with { Tags = new Dictionary<string, string> { ["archive"] = "yes" } }), "with the tag archive"),
        new("archive-glacier", Trap, "objects under 128 KiB stay", facts => Rules(facts, LifecycleMinimumSize.AllClasses128Kib, Rule()), "of 131,071 bytes"),
        new("archive-glacier", Trap, "only objects above a size", facts => Rules(facts, Rule() with { SizeGreaterThan = 1_000_000 }), "never move"),
        new("archive-glacier", Trap, "another rule moves them to Deep Archive before", facts => Rules(facts, Rule(), Rule() with { Id = "2", Transitions = [new("DEEP_ARCHIVE", 30, null)] }), "never move to GLACIER"),
        new("archive-glacier", Trap, "on a date", facts => Rules(facts, Rule() with { Transitions = [new("GLACIER", null, Now)] }), "goes by a date"),
        new("archive-glacier", Trap, "expired before", facts => Rules(facts, Rule(), Rule() with { Id = "clean", Transitions = [], Expiration = new(60, null, false) }), "rule 'clean' expires them after 60 days"),

        .. OfArchive("archive-deep-archive"),
        new("archive-deep-archive", Pass, "after 365 days", facts => facts, "DEEP_ARCHIVE after 365 days"),
        new("archive-deep-archive", Fail, "never", facts => Rules(facts, Rule() with { Transitions = [new("GLACIER", 90, null)] }), "never move to DEEP_ARCHIVE"),
        new("archive-deep-archive", NotVerified, "not seen", facts => facts.Posture(one => one with { Lifecycle = Denied }), "x:Denied"),
        new("archive-deep-archive", Trap, "a second rule expires them before", facts => Rules(facts, Rule(), Rule() with { Id = "clean", Transitions = [], Expiration = new(100, null, false) }), "rule 'clean' expires them"),

        .. OfArchive("archive-expiry"),
        new("archive-expiry", Pass, "2555 days and versions", facts => facts, "gone 30 days later, 2585 days after they were written. 7 calendar years are 2556 or 2557 days"),
        new("archive-expiry", Pass, "never versioned", facts => Rules(facts, Rule() with { NoncurrentExpiration = null }).Posture(one => one with { Versioning = new BucketVersioning(BucketVersioningStatus.NeverEnabled, false) }), "expire after 2555 days"),
        new("archive-expiry", Pass, "7 calendar years", facts => Rules(facts, Rule() with { Expiration = new(2557, null, false) }), "covers 7 calendar years"),
        new("archive-expiry", Fail, "too early", facts => Rules(facts, Rule() with { Expiration = new(2000, null, false) }), "555 days before the runbook's 2555"),
        new("archive-expiry", Fail, "never", facts => Rules(facts, Rule() with { Expiration = null }), "never expire"),
        new("archive-expiry", Fail, "too late", facts => Rules(facts, Rule() with { Expiration = new(3650, null, false) }), "longer than 7 years"),
        new("archive-expiry", NotVerified, "not seen", facts => facts.Posture(one => one with { Lifecycle = Denied }), "x:Denied"),
        new("archive-expiry", NotVerified, "versioning not seen", facts => facts.Posture(one => one with { Versioning = Denied }), "x:Denied"),
        new("archive-expiry", Trap, "the earliest of two wins", facts => Rules(facts, Rule(), Rule() with { Id = "clean", Prefix = "AWSLogs/", Expiration = new(400, null, false) }), "rule 'clean' expires"),
        new("archive-expiry", Trap, "a rule for a part only expires early", facts => Rules(facts, Rule(), Rule() with { Id = "clean", Prefix = Root + "2026/", Expiration = new(400, null, false) }), "2026/ after 400 days"),
        new("archive-expiry", Trap, "old versions only", facts => Rules(facts, Rule() with { Expiration = null, NoncurrentExpiration = new(2555, null) }), "Old versions go after 2555 days, which is another thing"),
        new("archive-expiry", Trap, "delete markers over versions that stay", facts => Rules(facts, Rule() with { NoncurrentExpiration = null }), "only puts a delete marker"),
        new("archive-expiry", Trap, "some old versions are kept for ever", facts => Rules(facts, Rule() with { NoncurrentExpiration = new(30, 5) }), "only puts a delete marker"),
        new("archive-expiry", Trap, "on a date", facts => Rules(facts, Rule() with { Expiration = new(null, Now, false) }), "on a date"),
        new("archive-expiry", Trap, "lone delete markers only", facts => Rules(facts, Rule() with { Expiration = new(null, null, true) }), "never expire"),

        new("retention-without-hole", Pass, "30 days and the archive", facts => facts, "without a hole: 30 days"),
        new("retention-without-hole", Pass, "the log group alone", facts => Keep(facts, null) with { Archive = null }, "alone keeps events for 7 years"),
        new("retention-without-hole", Fail, "no archive", facts => facts with { Archive = null }, "names no archive"),
        new("retention-without-hole", Fail, "no bucket", facts => facts.Posture(one => one with { Location = NoBucket }), "does not exist"),
        new("retention-without-hole", Fail, "the archive expires early", facts => Rules(facts, Rule() with { Expiration = new(400, null, false) }), "for 400 days, not 2555"),
        new("retention-without-hole", NotVerified, "archive not listed", facts => Listed(facts, Denied), "x:Denied"),
        new("retention-without-hole", NotVerified, "flow logs not seen, and a rule for one layout expires early", facts => Rules(facts, Rule() with { Prefix = Root, Expiration = new(400, null, false) }).FlowLogs(Denied), "x:Denied"),
        new("retention-without-hole", NotVerified, "log group not seen", facts => facts.Delivery(one => one with { LogGroup = Denied }), "x:Denied"),
        new("retention-without-hole", NotApplicable, "no VPC", facts => facts.Vpcs(List<Vpc>()), "nothing to keep"),
        new("retention-without-hole", Trap, "exports come only after 90 days", facts => Listed(facts, Inventory() with { Classes = [new ArchiveClassShare("GLACIER", 93, 365, 10, 10, 0, "k")] }), "Between 30 and 93 days records are nowhere"),
        new("retention-without-hole", Trap, "an archive that is empty", facts => Listed(facts, Inventory() with { Classes = [] }), "is empty"),

        .. OfArchive("archive-encrypted"),
        new("archive-encrypted", Pass, "SSE-S3", facts => facts, "encrypted with AES256"),
        new("archive-encrypted", Pass, "SSE-KMS", facts => facts.Posture(one => one with { Encryption = new BucketEncryption("aws:kms", "key", true) }), "encrypted with aws:kms"),
        new("archive-encrypted", Fail, "none", facts => facts.Posture(one => one with { Encryption = new BucketEncryption(null, null, false) }), "names no encryption"),
        new("archive-encrypted", NotVerified, "not seen", facts => facts.Posture(one => one with { Encryption = Denied }), "x:Denied"),
        new("archive-encrypted", NotVerified, "unknown algorithm", facts => facts.Posture(one => one with { Encryption = new BucketEncryption("rot13", null, false) }), "not known here"),
        new("archive-encrypted", Trap, "a bucket key alone", facts => facts.Posture(one => one with { Encryption = new BucketEncryption(null, null, true) }), "only a bucket key"),

        .. OfArchive("archive-versioning"),
        new("archive-versioning", Pass, "enabled", facts => facts, "as an old version"),
        new("archive-versioning", Fail, "never enabled", facts => Version(facts, BucketVersioningStatus.NeverEnabled), "never enabled"),
        new("archive-versioning", NotVerified, "not seen", facts => facts.Posture(one => one with { Versioning = Denied }), "x:Denied"),
        new("archive-versioning", NotVerified, "flow logs not seen, and a rule for one layout", facts => Rules(facts, Rule() with { Prefix = Root, NoncurrentExpiration = new(1, null) }).Posture(one => one with { ObjectLock = new BucketObjectLock(false, null) }).FlowLogs(Denied), "x:Denied"),
        new("archive-versioning", Trap, "suspended", facts => Version(facts, BucketVersioningStatus.Suspended), "is suspended"),
        new("archive-versioning", Trap, "old versions go after a day", facts => Rules(facts, Rule() with { NoncurrentExpiration = new(1, null) }).Posture(one => one with { ObjectLock = new BucketObjectLock(false, null) }), "for 1 days only"),

        .. OfArchive("archive-object-lock"),
        new("archive-object-lock", Pass, "2555 days", facts => facts, "locks new objects for 2555 days"),
        new("archive-object-lock", Pass, "7 years", facts => Lock(facts, ObjectLockMode.Compliance, null, 7), "for 7 years"),
        new("archive-object-lock", Fail, "none", facts => facts.Posture(one => one with { ObjectLock = new BucketObjectLock(false, null) }), "has no Object Lock"),
        new("archive-object-lock", Fail, "365 days", facts => Lock(facts, ObjectLockMode.Compliance, 365, null), "2190 days less than"),
        new("archive-object-lock", NotVerified, "not seen", facts => facts.Posture(one => one with { ObjectLock = Denied }), "x:Denied"),
        new("archive-object-lock", Trap, "enabled without a default", facts => facts.Posture(one => one with { ObjectLock = new BucketObjectLock(true, null) }), "has no default"),
        new("archive-object-lock", Trap, "5 years", facts => Lock(facts, ObjectLockMode.Compliance, null, 5), "for 5 years, 730 days less"),
        new("archive-object-lock", Trap, "7 days", facts => Lock(facts, ObjectLockMode.Compliance, 7, null), "for 7 days"),
        new("archive-object-lock", Trap, "governance", facts => Lock(facts, ObjectLockMode.Governance, 2555, null), "s3:BypassGovernanceRetention"),

        .. OfArchive("archive-public-access-block"),
        new("archive-public-access-block", Pass, "all four", facts => facts, "All four"),
        new("archive-public-access-block", Fail, "none", facts => Block(facts, false, false, false, false), "these are off: BlockPublicAcls"),
        new("archive-public-access-block", NotVerified, "not seen", facts => facts.Posture(one => one with { PublicAccessBlock = Denied }), "x:Denied"),
        new("archive-public-access-block", Trap, "one of four", facts => Block(facts, true, false, false, false), "IgnorePublicAcls, BlockPublicPolicy, RestrictPublicBuckets"),
        new("archive-public-access-block", Trap, "three of four", facts => Block(facts, true, true, true, false), "this is off: RestrictPublicBuckets"),

        .. OfArchive("archive-tls-only"),
        new("archive-tls-only", Pass, "one statement", facts => facts, "denies everybody everything without TLS"),
        new("archive-tls-only", Pass, "two statements", facts => Policy(facts, Deny("\"arn:aws:s3:::archive\""), Deny("\"arn:aws:s3:::archive/*\"")), "denies everybody"),
        new("archive-tls-only", Fail, "no policy", facts => facts.Posture(one => one with { Policy = new BucketPolicy(null) }), "has no policy"),
        new("archive-tls-only", Fail, "no Deny", facts => Policy(facts, """{"Effect":"Allow","Principal":{"Service":"delivery.logs.amazonaws.com"},"Action":"s3:PutObject","Resource":"arn:aws:s3:::archive/*"}"""), "not at all"),
        new("archive-tls-only", NotVerified, "not seen", facts => facts.Posture(one => one with { Policy = Denied }), "x:Denied"),
        new("archive-tls-only", NotVerified, "not understood", facts => facts.Posture(one => one with { Policy = new BucketPolicy("""{"Statement":[{"Effect":"Maybe"}]}""") }), "cannot be understood"),
        new("archive-tls-only", Trap, "objects only", facts => Policy(facts, Deny("\"arn:aws:s3:::archive/*\"")), "only on its objects, not on the bucket"),
        new("archive-tls-only", Trap, "the bucket only", facts => Policy(facts, Deny("\"arn:aws:s3:::archive\"")), "only on the bucket"),
        new("archive-tls-only", Trap, "any Deny", facts => Policy(facts, """{"Effect":"Deny","Principal":"*","Action":"s3:DeleteBucket","Resource":["arn:aws:s3:::archive","arn:aws:s3:::archive/*"]}"""), "about something else"),
        new("archive-tls-only", Trap, "some actions", facts => Policy(facts, Deny().Replace("s3:*", "s3:PutObject", StringComparison.Ordinal)), "not at all"),
        new("archive-tls-only", Trap, "one principal", facts => Policy(facts, Deny().Replace("\"Principal\":\"*\"", "\"Principal\":{\"AWS\":\"arn:aws:iam::444455556666:root\"}", StringComparison.Ordinal)), "not at all"),
        new("archive-tls-only", Trap, "denied with TLS", facts => Policy(facts, Deny().Replace("\"false\"", "\"true\"", StringComparison.Ordinal)), "not at all"),
        new("archive-tls-only", Trap, "a further condition", facts => Policy(facts, Deny().Replace("\"Condition\":{", "\"Condition\":{\"StringEquals\":{\"aws:SourceVpc\":\"vpc-1\"},", StringComparison.Ordinal)), "not at all"),
        new("archive-tls-only", Trap, "an old version of TLS only", facts => Policy(facts, Deny().Replace("\"Bool\":{\"aws:SecureTransport\":\"false\"}", "\"NumericLessThan\":{\"s3:TlsVersion\":\"1.2\"}", StringComparison.Ordinal)), "not at all"),
        new("archive-tls-only", Trap, "another bucket", facts => Policy(facts, Deny("\"arn:aws:s3:::other\",\"arn:aws:s3:::other/*\"")), "only on other resources"),

        .. OfArchive("archive-storage-classes"),
        new("archive-storage-classes", Pass, "as their age asks", facts => facts, "in the class that their age asks for"),
        new("archive-storage-classes", Fail, "still in STANDARD", facts => Classes(facts, "STANDARD", 93, 365), "not in GLACIER, such as AWSLogs/x"),
        new("archive-storage-classes", Fail, "in GLACIER after years", facts => Classes(facts, "GLACIER", 368, 2555), "not in DEEP_ARCHIVE"),
        new("archive-storage-classes", Fail, "should have expired", facts => Classes(facts, "DEEP_ARCHIVE", 2560, null), "should have expired"),
        new("archive-storage-classes", Fail, "in GLACIER after days", facts => Classes(facts, "GLACIER", 30, 90), "must be restored before 90 days"),
        new("archive-storage-classes", Pass, "on its way", facts => Classes(facts, "STANDARD", 90, 93), "0 objects"),
        new("archive-storage-classes", NotVerified, "not listed", facts => Listed(facts, Denied), "x:Denied"),
        new("archive-storage-classes", NotApplicable, "empty", facts => Listed(facts, Inventory() with { Classes = [] }), "has no object"),
        new("archive-storage-classes", Trap, "the lifecycle is right, the objects are small", facts => Listed(facts, Inventory() with { Classes = [new ArchiveClassShare("STANDARD", 93, 365, 70, 7, 70, "AWSLogs/x")] }), "70 of them are under 128 KiB"),

        .. OfArchive("archive-complete"),
        new("archive-complete", Pass, "no gap", facts => facts, "8,759 of 8,759 hours"),
        new("archive-complete", Pass, "explained and acknowledged", facts => Gap(facts, ArchiveGapStatus.Explained, ArchiveGapStatus.Acknowledged), "are explained or acknowledged"),
        new("archive-complete", Fail, "a gap", facts => Gap(facts, ArchiveGapStatus.Open), "3 hours of fl-2 are missing"),
        new("archive-complete", Fail, "nothing feeds it", facts => Listed(facts, Inventory() with { Coverage = [] }), "Nothing is known to feed"),
        new("archive-complete", NotVerified, "not listed", facts => Listed(facts, Denied), "x:Denied"),
        new("archive-complete", NotVerified, "flow logs not seen, and no gap in what is there", facts => facts.FlowLogs(Denied), "x:Denied"),
        new("archive-complete", Fail, "flow logs not seen, and a gap all the same", facts => Gap(facts.FlowLogs(Denied), ArchiveGapStatus.Open), "3 hours of fl-2 are missing"),
        new("archive-complete", NotVerified, "what would explain it was not seen", facts => Gap(facts, ArchiveGapStatus.NotVerified), "could not be looked at"),
        new("archive-complete", Trap, "an old gap in a bucket that is full of objects", facts => Gap(facts, ArchiveGapStatus.Explained, ArchiveGapStatus.Open), "nothing explains it"),

        new("incident-evidence", Pass, "in the log group", facts => facts, "The records behind all 1 findings"),
        new("incident-evidence", Pass, "in the archive", facts => Find(facts, Now.AddDays(-80)), "can be read"),
        new("incident-evidence", Fail, "no archive", facts => Find(facts, Now.AddDays(-80)) with { Archive = null }, "are gone"),
        new("incident-evidence", Fail, "before the archive", facts => Find(facts, Now.AddYears(-2)), "does not reach back"),
        new("incident-evidence", NotVerified, "findings not read", facts => facts.Operation(one => one with { Findings = Denied }), "x:Denied"),
        new("incident-evidence", NotVerified, "archive not listed", facts => Listed(Find(facts, Now.AddDays(-80)), Denied), "x:Denied"),
        new("incident-evidence", NotVerified, "log group not seen", facts => facts.Delivery(one => one with { LogGroup = Denied }), "x:Denied"),
        new("incident-evidence", NotApplicable, "no finding", facts => facts.Operation(one => one with { Findings = List<Core.Findings.StoredFinding>() }), "no evidence to keep"),
        new("incident-evidence", Trap, "an archive with a gap just there", facts => Gap(Find(facts, Now.AddDays(-80)), ArchiveGapStatus.Open), "has a gap there"),
        new("incident-evidence", Trap, "a gap that somebody acknowledged is still a gap", facts => Gap(Find(facts, Now.AddDays(-80)), ArchiveGapStatus.Acknowledged), "has a gap there"),
    ];

    private static ControlCase[] OfArchive(string control) =>
    [
        new(control, NotApplicable, "no archive", facts => facts with { Archive = null }, "names no archive"),
        new(control, Fail, "no bucket", facts => facts.Posture(one => one with { Location = NoBucket }), "does not exist"),
    ];

    private static string Deny(string resources = "\"arn:aws:s3:::archive\",\"arn:aws:s3:::archive/*\"") =>
        """{"Effect":"Deny","Principal":"*","Action":"s3:*","Resource":[RESOURCES],"Condition":{"Bool":{"aws:SecureTransport":"false"}}}""".Replace("RESOURCES", resources, StringComparison.Ordinal);

    private static ComplianceFacts Policy(ComplianceFacts facts, params string[] statements) => facts.Posture(one => one with { Policy = new BucketPolicy($$"""{"Version":"2012-10-17","Statement":[{{string.Join(',', statements)}}]}""") });

    private static ComplianceFacts Keep(ComplianceFacts facts, int? days) => facts.Delivery(one => one with { LogGroup = one.LogGroup.Value! with { RetentionDays = days } });

    private static ComplianceFacts Rules(ComplianceFacts facts, params LifecycleRule[] rules) => Rules(facts, LifecycleMinimumSize.VariesByClass, rules);

    private static ComplianceFacts Rules(ComplianceFacts facts, LifecycleMinimumSize minimum, params LifecycleRule[] rules) => facts.Posture(one => one with { Lifecycle = new BucketLifecycle(rules, minimum) });

    private static ComplianceFacts Listed(ComplianceFacts facts, Fact<ArchiveInventory> inventory) => facts with { Archive = facts.Archive! with { Inventory = inventory } };

    private static ComplianceFacts Classes(ComplianceFacts facts, string storageClass, int from, int? to) => Listed(facts, Inventory() with { Classes = [new ArchiveClassShare(storageClass, from, to, 70, 7_000_000, 0, "AWSLogs/x")] });

    private static ComplianceFacts Gap(ComplianceFacts facts, params ArchiveGapStatus[] gaps) =>
        Listed(facts, Inventory([.. gaps.Select(status => new ArchiveGap(Now.AddDays(-80).AddHours(-1), Now.AddDays(-80).AddHours(2), status, "nobody knows"))]));

    private static ComplianceFacts Find(ComplianceFacts facts, DateTimeOffset at) => facts.Operation(one => one with { Findings = List(Finding(at)) });

    private static ComplianceFacts Version(ComplianceFacts facts, BucketVersioningStatus status) => facts.Posture(one => one with { Versioning = new BucketVersioning(status, false) });

    private static ComplianceFacts Lock(ComplianceFacts facts, ObjectLockMode mode, int? days, int? years) => facts.Posture(one => one with { ObjectLock = new BucketObjectLock(true, new DefaultObjectLock(mode, days, years)) });

    private static ComplianceFacts Block(ComplianceFacts facts, bool first, bool second, bool third, bool fourth) => facts.Posture(one => one with { PublicAccessBlock = new BucketPublicAccessBlock(first, second, third, fourth) });
}
