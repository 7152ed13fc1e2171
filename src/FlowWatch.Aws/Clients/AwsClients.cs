using System.Collections.Concurrent;
using Amazon.CloudWatch;
using Amazon.CloudWatchLogs;
using Amazon.EC2;
using Amazon.IdentityManagement;
using Amazon.Runtime;
using Amazon.S3;
using Amazon.SecurityToken;
using Amazon.SimpleNotificationService;
using FlowWatch.Aws.Credentials;
using FlowWatch.Core.Accounts;
using FlowWatch.Core.Targets;
using Microsoft.Extensions.Logging;

namespace FlowWatch.Aws.Clients;

/// <summary>
/// The clients of AWS services, one for each service, role and region, made when first asked for and kept: one object for a process.
/// They share credentials and connections. Safe to use from many threads; the clients are not to be disposed by who asks for them.
/// </summary>
public sealed class AwsClients : IDisposable
{
    private readonly ConcurrentDictionary<(string Sort, AWSCredentials Credentials, string Region), Lazy<AmazonServiceClient>> clients = new();
    private readonly AwsClientFactory factory;

    /// <summary>The clients of a deployment; nothing is asked yet.</summary>
    /// <param name="settings">How credentials are got, and the name of sessions.</param>
    /// <param name="tokens">Gives the identity token; needed where the settings say federated.</param>
    /// <param name="options">How the clients behave.</param>
    /// <param name="time">Tells the time.</param>
    /// <param name="loggers">Is told of failures to get credentials.</param>
    public AwsClients(FlowWatchSettings settings, IIdentityTokenSource? tokens, AwsClientOptions options, TimeProvider time, ILoggerFactory loggers)
        : this(settings, tokens, options, time, loggers, onThisMachine: null)
    {
    }

    internal AwsClients(FlowWatchSettings settings, IIdentityTokenSource? tokens, AwsClientOptions options, TimeProvider time, ILoggerFactory loggers, AWSCredentials? onThisMachine)
    {
        factory = new AwsClientFactory(options);
        Chain = new AwsCredentialChain(settings, tokens, factory, time, loggers.CreateLogger<AwsCredentialChain>(), onThisMachine);
    }

    /// <summary>Where the clients' credentials come from.</summary>
    internal AwsCredentialChain Chain { get; }

    /// <summary>CloudWatch Logs of the target's account and region.</summary>
    public IAmazonCloudWatchLogs Logs(MonitoredTarget target) => Get("logs", target, target.Region, (credentials, region) =>
        new AmazonCloudWatchLogsClient(credentials, factory.Configure(new AmazonCloudWatchLogsConfig(), region)));

    /// <summary>
    /// CloudWatch Logs of the target's account and region, without the SDK's own retries: for who repeats calls by its own rules.
    /// </summary>
    internal IAmazonCloudWatchLogs LogsWithoutRetries(MonitoredTarget target) => Get("logs without retries", target, target.Region, (credentials, region) =>
        new AmazonCloudWatchLogsClient(credentials, factory.Configure(new AmazonCloudWatchLogsConfig(), region, retries: false)));

    /// <summary>SNS in the region of a topic, as the target's role.</summary>
    /// <param name="target">Whose role.</param>
    /// <param name="topic">ARN of the topic; it names the region.</param>
    /// <exception cref="ArgumentException">It is no ARN of a topic.</exception>
    public IAmazonSimpleNotificationService Sns(MonitoredTarget target, string topic) => Get("sns", target, RegionOf(topic), (credentials, region) =>
        new AmazonSimpleNotificationServiceClient(credentials, factory.Configure(new AmazonSimpleNotificationServiceConfig(), region)));

    /// <summary>S3 of the target's region, as the target's role.</summary>
    public IAmazonS3 S3(MonitoredTarget target) => S3(target, target.Region);

    /// <summary>
    /// S3 of any region, as the target's role: a bucket is asked in its own region. Where an endpoint is set in place of AWS's, buckets are
    /// named in the path: such endpoints have no name for each.
    /// </summary>
    public IAmazonS3 S3(MonitoredTarget target, string region) => Get("s3", target, region, (credentials, place) =>
    {
        var config = factory.Configure(new AmazonS3Config(), place);
        config.ForcePathStyle = config.ServiceURL is not null;
        return new AmazonS3Client(credentials, config);
    });

    /// <summary>EC2 of the target's account and region.</summary>
    public IAmazonEC2 Ec2(MonitoredTarget target) => Get("ec2", target, target.Region, (credentials, region) =>
        new AmazonEC2Client(credentials, factory.Configure(new AmazonEC2Config(), region)));

    /// <summary>IAM of the target's account; the region only tells the partition.</summary>
    public IAmazonIdentityManagementService Iam(MonitoredTarget target) => Get("iam", target, target.Region, (credentials, region) =>
        new AmazonIdentityManagementServiceClient(credentials, factory.Configure(new AmazonIdentityManagementServiceConfig(), region)));

    /// <summary>CloudWatch metrics of the target's account and region.</summary>
    public IAmazonCloudWatch CloudWatch(MonitoredTarget target) => Get("cloudwatch", target, target.Region, (credentials, region) =>
        new AmazonCloudWatchClient(credentials, factory.Configure(new AmazonCloudWatchConfig(), region)));

    /// <summary>STS of the target's region, as the target's role.</summary>
    public IAmazonSecurityTokenService Sts(MonitoredTarget target) => Get("sts", target, target.Region, (credentials, region) =>
        new AmazonSecurityTokenServiceClient(credentials, factory.Configure(new AmazonSecurityTokenServiceConfig(), region)));

    /// <summary>Disposes all clients.</summary>
    public void Dispose()
    {
        foreach (var client in clients.Values.Where(client => client.IsValueCreated)) client.Value.Dispose();
        Chain.Dispose();
    }

    private static string RegionOf(string topic) => topic.Split(':') is ["arn", _, "sns", { Length: > 0 } region, _, _]
        ? region
        : throw new ArgumentException($"'{SecretFreeText.Of(topic)}' is no ARN of an SNS topic.", nameof(topic));

    private T Get<T>(string sort, MonitoredTarget target, string region, Func<AWSCredentials, string, T> create)
        where T : AmazonServiceClient
    {
        var credentials = Chain.For(target);
        return (T)clients.GetOrAdd((sort, credentials, region), key => new(() => factory.Introduce(create(key.Credentials, key.Region), key.Credentials))).Value;
    }
}
