using System.Collections.Concurrent;
using System.Xml;
using System.Xml.Linq;
using FlowWatch.AwsSimulator.Policies;

namespace FlowWatch.AwsSimulator.S3;

/// <summary>
/// A bucket. A new one is as AWS makes it: encrypted with S3's own keys, public access blocked, nothing else configured. Settings are
/// the documents of the S3 reference, in XML (the policy in JSON); null is not configured.
/// </summary>
public sealed class SimulatedBucket
{
    private const string SmallObjectsStay = "all_storage_classes_128K";
    private readonly Lock gate = new();
    private readonly SortedDictionary<string, SimulatedObject> objects = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<BucketSetting, string> settings = new();

    internal SimulatedBucket(string name, string account, string region)
    {
        Name = name;
        Account = account;
        Region = region;
        Encryption = """
            <ServerSideEncryptionConfiguration><Rule><ApplyServerSideEncryptionByDefault><SSEAlgorithm>AES256</SSEAlgorithm></ApplyServerSideEncryptionByDefault><BucketKeyEnabled>false</BucketKeyEnabled></Rule></ServerSideEncryptionConfiguration>
            """;
        PublicAccessBlock = """
            <PublicAccessBlockConfiguration><BlockPublicAcls>true</BlockPublicAcls><IgnorePublicAcls>true</IgnorePublicAcls><BlockPublicPolicy>true</BlockPublicPolicy><RestrictPublicBuckets>true</RestrictPublicBuckets></PublicAccessBlockConfiguration>
            """;
    }

    /// <summary>Objects in the order of their keys, from the first that is after a key and begins with a prefix.</summary>
    /// <param name="prefix">What keys begin with.</param>
    /// <param name="after">The key that the first one comes after, by ordinal comparison.</param>
    public delegate IEnumerable<SimulatedObject> Generator(string prefix, string after);

    /// <summary>The name, one of a kind over all accounts.</summary>
    public string Name { get; }

    /// <summary>The owner's account.</summary>
    public string Account { get; }

    /// <summary>The region.</summary>
    public string Region { get; }

    /// <summary>Makes the objects when they are asked for, so that a bucket may hold millions; null takes those that were added or put.</summary>
    public Generator? Objects { get; set; }

    /// <summary>The <c>LifecycleConfiguration</c>, or null.</summary>
    public string? Lifecycle
    {
        get => Setting(BucketSetting.Lifecycle);
        set => Set(BucketSetting.Lifecycle, value);
    }

    /// <summary><c>all_storage_classes_128K</c> or <c>varies_by_storage_class</c>; told only with a lifecycle.</summary>
    public string TransitionDefaultMinimumObjectSize { get; set; } = SmallObjectsStay;

    /// <summary>The <c>ServerSideEncryptionConfiguration</c>, or null.</summary>
    public string? Encryption
    {
        get => Setting(BucketSetting.Encryption);
        set => Set(BucketSetting.Encryption, value);
    }

    /// <summary>The <c>VersioningConfiguration</c>, or null where versioning was never switched on.</summary>
    public string? Versioning
    {
        get => Setting(BucketSetting.Versioning);
        set => Set(BucketSetting.Versioning, value);
    }

    /// <summary>The <c>ObjectLockConfiguration</c>, or null.</summary>
    public string? ObjectLock
    {
        get => Setting(BucketSetting.ObjectLock);
        set => Set(BucketSetting.ObjectLock, value);
    }

    /// <summary>The <c>PublicAccessBlockConfiguration</c>, or null.</summary>
    public string? PublicAccessBlock
    {
        get => Setting(BucketSetting.PublicAccessBlock);
        set => Set(BucketSetting.PublicAccessBlock, value);
    }

    /// <summary>The bucket's policy as JSON, or null. It is kept to: it may allow other accounts, and deny anyone.</summary>
    public string? Policy
    {
        get => Setting(BucketSetting.Policy);
        set => Set(BucketSetting.Policy, value);
    }

    internal string Arn => $"arn:aws:s3:::{Name}";

    internal PolicyDocument? PolicyDocument => Policy is { } text ? AwsSimulator.Policies.PolicyDocument.Parse(text) : null;

    internal ConcurrentDictionary<string, ObjectRestore> Restores { get; } = new(StringComparer.Ordinal);

    /// <summary>Adds an object, or puts it in place of one with the same key.</summary>
    public void Add(SimulatedObject added)
    {
        ArgumentNullException.ThrowIfNull(added);
        lock (gate) objects[added.Key] = added;
        Restores.TryRemove(added.Key, out _);
    }

    /// <summary>The object with a key, or null.</summary>
    public SimulatedObject? Find(string key)
    {
        if (Objects is not null) return From(key, "").FirstOrDefault(each => each.Key == key);
        lock (gate) return objects.GetValueOrDefault(key);
    }

    internal void Remove(string key)
    {
        lock (gate) objects.Remove(key);
        Restores.TryRemove(key, out _);
    }

    /// <summary>The objects with a prefix after a key, in order.</summary>
    internal IEnumerable<SimulatedObject> From(string prefix, string after)
    {
        if (Objects is not null) return Objects(prefix, after);
        lock (gate)
        {
            return
            [
                .. objects.Values.Where(each => each.Key.StartsWith(prefix, StringComparison.Ordinal) && string.CompareOrdinal(each.Key, after) > 0),
            ];
        }
    }

    internal string? Setting(BucketSetting setting) => settings.GetValueOrDefault(setting);

    /// <exception cref="FormatException">It is not the document that the setting takes.</exception>
    internal void Set(BucketSetting setting, string? document)
    {
        if (document is null)
        {
            settings.TryRemove(setting, out _);
            return;
        }

        if (setting.Root is null) _ = AwsSimulator.Policies.PolicyDocument.Parse(document);
        else RequireRoot(setting.Root, document);
        settings[setting] = document.Trim();
        // A lifecycle that says nothing of small objects gets the default again.
        if (setting == BucketSetting.Lifecycle) TransitionDefaultMinimumObjectSize = SmallObjectsStay;
    }

    private static void RequireRoot(string root, string document)
    {
        try
        {
            if (XElement.Parse(document).Name.LocalName == root) return;
        }
        catch (XmlException exception)
        {
            throw new FormatException($"It is no XML: {exception.Message}", exception);
        }

        throw new FormatException($"The root element is not {root}.");
    }
}
