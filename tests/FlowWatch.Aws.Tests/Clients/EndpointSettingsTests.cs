using Amazon.CloudWatch.Model;
using Amazon.CloudWatchLogs.Model;
using Amazon.EC2.Model;
using Amazon.IdentityManagement.Model;
using Amazon.Runtime;
using Amazon.Runtime.Internal;
using Amazon.S3;
using Amazon.S3.Model;
using Amazon.SecurityToken.Model;
using Amazon.SimpleNotificationService.Model;
using FlowWatch.Aws.Clients;
using FlowWatch.Core.Targets;

namespace FlowWatch.Aws.Tests.Clients;

/// <summary>The SDKs' own variables for other endpoints than AWS's.</summary>
[Collection(EnvironmentTestGroup.Name)]
public sealed class EndpointSettingsTests : IDisposable
{
    private const string Topic = "arn:aws:sns:us-east-1:444455556666:FlowWatch-Critical";

    private static readonly MonitoredTarget Target = TestTargets.Target();

    private readonly List<string> variables = [];

    public static TheoryData<string, Func<AwsClients, Task>> Services => new()
    {
        { "CLOUDWATCH_LOGS", clients => clients.Logs(Target).DescribeLogGroupsAsync(new DescribeLogGroupsRequest()) },
        { "SNS", clients => clients.Sns(Target, Topic).GetTopicAttributesAsync(new GetTopicAttributesRequest { TopicArn = Topic }) },
        { "S3", clients => clients.S3(Target).ListObjectsV2Async(new ListObjectsV2Request { BucketName = "archive" }) },
        { "EC2", clients => clients.Ec2(Target).DescribeFlowLogsAsync(new DescribeFlowLogsRequest()) },
        { "IAM", clients => clients.Iam(Target).GetRoleAsync(new GetRoleRequest { RoleName = "x" }) },
        { "CLOUDWATCH", clients => clients.CloudWatch(Target).GetMetricDataAsync(new GetMetricDataRequest { MetricDataQueries = [], StartTime = DateTime.UnixEpoch, EndTime = DateTime.UnixEpoch }) },
        { "STS", clients => clients.Sts(Target).GetCallerIdentityAsync(new GetCallerIdentityRequest()) },
    };

    public void Dispose()
    {
        foreach (var variable in variables) Environment.SetEnvironmentVariable(variable, null);
    }

    [Theory]
    [MemberData(nameof(Services))]
    public async Task Clients_EndpointOfAllServices_IsUsed(string service, Func<AwsClients, Task> call)
    {
        await using var endpoint = await RecordingEndpoint.StartAsync();
        Set("AWS_ENDPOINT_URL", endpoint.Address.ToString());
        using var clients = AwsClientsTests.Clients(null);

        await Assert.ThrowsAnyAsync<AmazonServiceException>(() => call(clients));

        Assert.Contains(service == "SNS" ? "/us-east-1/sns/" : "/eu-central-1/", Assert.Single(endpoint.Requests).Authorization, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Services))]
    public async Task Clients_EndpointOfOneService_GoesBeforeThatOfAll(string service, Func<AwsClients, Task> call)
    {
        await using var general = await RecordingEndpoint.StartAsync();
        await using var own = await RecordingEndpoint.StartAsync();
        Set("AWS_ENDPOINT_URL", general.Address.ToString());
        Set($"AWS_ENDPOINT_URL_{service}", own.Address.ToString());
        using var clients = AwsClientsTests.Clients(null);

        await Assert.ThrowsAnyAsync<AmazonServiceException>(() => call(clients));

        Assert.Equal((0, 1), (general.Requests.Count, own.Requests.Count));
    }

    [Fact]
    public void Clients_EndpointsAreToBeIgnored_GoToTheRegion()
    {
        Set("AWS_ENDPOINT_URL", "http://127.0.0.1:9/");
        Set("AWS_ENDPOINT_URL_S3", "http://127.0.0.1:9/");
        Set("AWS_IGNORE_CONFIGURED_ENDPOINT_URLS", "true");
        FallbackInternalConfigurationFactory.Reset();
        try
        {
            using var clients = AwsClientsTests.Clients(null);

            Assert.Equal("https://sts.eu-central-1.amazonaws.com/", clients.Sts(Target).DetermineServiceOperationEndpoint(new GetCallerIdentityRequest()).URL);
            Assert.False(((AmazonS3Config)clients.S3(Target).Config).ForcePathStyle);
        }
        finally
        {
            Dispose();
            FallbackInternalConfigurationFactory.Reset();
        }
    }

    [Fact]
    public async Task S3_EndpointOfTheEnvironment_NamesTheBucketInThePath()
    {
        await using var endpoint = await RecordingEndpoint.StartAsync();
        Set("AWS_ENDPOINT_URL_S3", endpoint.Address.ToString());
        using var clients = AwsClientsTests.Clients(null);

        await Assert.ThrowsAnyAsync<AmazonServiceException>(() => clients.S3(Target).ListObjectsV2Async(new ListObjectsV2Request { BucketName = "archive" }));

        Assert.Equal("/archive", Assert.Single(endpoint.Requests).Path.TrimEnd('/'));
    }

    private void Set(string variable, string value)
    {
        variables.Add(variable);
        Environment.SetEnvironmentVariable(variable, value);
    }
}
