using Amazon.CloudWatch.Model;
using Amazon.CloudWatchLogs.Model;
using Amazon.EC2;
using Amazon.EC2.Model;
using Amazon.IdentityManagement.Model;
using Amazon.Runtime;
using Amazon.S3;
using Amazon.S3.Model;
using Amazon.SecurityToken;
using Amazon.SecurityToken.Model;
using Amazon.SimpleNotificationService.Model;
using FlowWatch.Aws.Clients;
using FlowWatch.AwsSimulator;
using FlowWatch.AwsSimulator.Faults;
using FlowWatch.Core.Targets;
using Microsoft.Extensions.Logging.Abstractions;

namespace FlowWatch.Aws.Tests.Clients;

public class AwsClientsTests
{
    private const string Topic = "arn:aws:sns:us-east-1:444455556666:FlowWatch-Critical";

    private static readonly MonitoredTarget Target = TestTargets.Target();

    public static TheoryData<string, Func<AwsClients, Task>, string> Calls => new()
    {
        { "logs", clients => clients.Logs(Target).DescribeLogGroupsAsync(new DescribeLogGroupsRequest()), "/eu-central-1/logs/" },
        { "logs without retries", clients => clients.LogsWithoutRetries(Target).DescribeLogGroupsAsync(new DescribeLogGroupsRequest()), "/eu-central-1/logs/" },
        { "sns", clients => clients.Sns(Target, Topic).GetTopicAttributesAsync(new GetTopicAttributesRequest { TopicArn = Topic }), "/us-east-1/sns/" },
        { "s3", clients => clients.S3(Target).ListObjectsV2Async(new ListObjectsV2Request { BucketName = "archive" }), "/eu-central-1/s3/" },
        { "ec2", clients => clients.Ec2(Target).DescribeFlowLogsAsync(new DescribeFlowLogsRequest()), "/eu-central-1/ec2/" },
        { "iam", clients => clients.Iam(Target).GetRoleAsync(new GetRoleRequest { RoleName = "x" }), "/iam/" },
        { "cloudwatch", clients => clients.CloudWatch(Target).GetMetricDataAsync(new GetMetricDataRequest { MetricDataQueries = [], StartTime = DateTime.UnixEpoch, EndTime = DateTime.UnixEpoch }), "/eu-central-1/monitoring/" },
        { "sts", clients => clients.Sts(Target).GetCallerIdentityAsync(new GetCallerIdentityRequest()), "/eu-central-1/sts/" },
    };

    [Theory]
    [MemberData(nameof(Calls))]
    public async Task Clients_AnyService_SignForItsRegionAndNameFlowWatch(string service, Func<AwsClients, Task> call, string scope)
    {
        await using var endpoint = await RecordingEndpoint.StartAsync();
        using var clients = Clients(endpoint.Address);

        var error = await Assert.ThrowsAnyAsync<AmazonServiceException>(() => call(clients));

        var request = Assert.Single(endpoint.Requests);
        Assert.Contains(scope, request.Authorization, StringComparison.Ordinal);
        Assert.Contains("FlowWatch/1.2.3", request.UserAgent, StringComparison.Ordinal);
        Assert.True(error is not null, service);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Clients_ConnectionBreaks_TryAsOftenAsTheyShould(int attempts)
    {
        await using var aws = await SimulatedAws.StartAsync();
        aws.Faults.Add(SimulatedFault.ConnectionReset);
        var keys = aws.AddAdministrator(TestTargets.Account);
        using var clients = new AwsClients(
            new FlowWatchSettings(),
            null,
            new AwsClientOptions { UserAgent = "FlowWatch/1.2.3", Endpoint = aws.Endpoint, Attempts = attempts },
            TimeProvider.System,
            NullLoggerFactory.Instance,
            new BasicAWSCredentials(keys.AccessKeyId, keys.SecretAccessKey));

        await Assert.ThrowsAnyAsync<Exception>(() => clients.Sns(Target, Topic).PublishAsync(new PublishRequest { TopicArn = Topic, Message = "m" }));
        await Assert.ThrowsAnyAsync<Exception>(() => clients.LogsWithoutRetries(Target).DescribeLogGroupsAsync(new DescribeLogGroupsRequest()));

        Assert.Equal(attempts, aws.Requests.Count(request => request.Action == "Publish"));
        Assert.Single(aws.Requests, request => request.Action == "DescribeLogGroups");
    }

    [Fact]
    public async Task S3_EndpointIsSet_NamesTheBucketInThePath()
    {
        await using var endpoint = await RecordingEndpoint.StartAsync();
        using var clients = Clients(endpoint.Address);

        await Assert.ThrowsAnyAsync<AmazonServiceException>(() => clients.S3(Target).ListObjectsV2Async(new ListObjectsV2Request { BucketName = "archive" }));

        Assert.Equal("/archive", Assert.Single(endpoint.Requests).Path.TrimEnd('/'));
    }

    [Theory]
    [InlineData(true, 2)]
    [InlineData(false, 1)]
    public async Task Logs_ServiceFails_IsRepeatedAsConfigured(bool retries, int attempts)
    {
        await using var endpoint = await RecordingEndpoint.StartAsync(500);
        using var clients = Clients(endpoint.Address, attempts: 2);

        await Assert.ThrowsAnyAsync<AmazonServiceException>(() => (retries ? clients.Logs(Target) : clients.LogsWithoutRetries(Target)).DescribeLogGroupsAsync(new DescribeLogGroupsRequest()));

        Assert.Equal(attempts, endpoint.Requests.Count);
    }

    [Fact]
    public void Clients_NoEndpointIsSet_GoToTheRegion()
    {
        using var clients = Clients(null);

        Assert.Equal("https://sts.eu-central-1.amazonaws.com/", Url(clients.Sts(Target), new GetCallerIdentityRequest()));
        Assert.Equal("https://ec2.eu-central-1.amazonaws.com/", Url(clients.Ec2(Target), new DescribeFlowLogsRequest()));
        Assert.Equal("https://sts.us-east-1.amazonaws.com/", Url(clients.Sts(TestTargets.Target(region: "us-east-1")), new GetCallerIdentityRequest()));
        Assert.False(((AmazonS3Config)clients.S3(Target).Config).ForcePathStyle);
    }

    [Fact]
    public void Clients_SameRoleAndRegion_AreTheSame()
    {
        using var clients = Clients(null);
        var (one, other, elsewhere) = (TestTargets.Target("one", role: "arn:aws:iam::444455556666:role/R", externalId: "x"), TestTargets.Target("other", role: "arn:aws:iam::444455556666:role/R", externalId: "x"), TestTargets.Target("elsewhere", region: "eu-west-1", role: "arn:aws:iam::444455556666:role/R", externalId: "x"));

        Assert.Same(clients.Ec2(one), clients.Ec2(other));
        Assert.NotSame(clients.Ec2(one), clients.Ec2(elsewhere));
        Assert.NotSame(clients.Ec2(one), clients.Ec2(Target));
        Assert.NotSame(clients.Logs(one), clients.LogsWithoutRetries(one));
        Assert.Same(clients.Chain.For(one), clients.Chain.For(other));
        Assert.NotSame(clients.Chain.For(one), clients.Chain.For(one with { ExternalId = "y" }));
    }

    [Theory]
    [InlineData("FlowWatch-Critical")]
    [InlineData("arn:aws:sqs:us-east-1:444455556666:q")]
    [InlineData("arn:aws:sns::444455556666:t")]
    public void Sns_NoTopic_IsRefused(string topic)
    {
        using var clients = Clients(null);

        Assert.Throws<ArgumentException>(() => clients.Sns(Target, topic));
    }

    internal static AwsClients Clients(Uri? endpoint, int attempts = 1) => new(
        new FlowWatchSettings(),
        null,
        new AwsClientOptions { UserAgent = "FlowWatch/1.2.3", Endpoint = endpoint, Attempts = attempts },
        TimeProvider.System,
        NullLoggerFactory.Instance,
        new BasicAWSCredentials("AKIAIOSFODNN7EXAMPLE", "secret"));

    private static string Url(IAmazonService client, AmazonWebServiceRequest request) => client switch
    {
        IAmazonSecurityTokenService sts => sts.DetermineServiceOperationEndpoint(request).URL,
        IAmazonEC2 ec2 => ec2.DetermineServiceOperationEndpoint(request).URL,
        _ => throw new ArgumentException("Not a client to ask.", nameof(client)),
    };
}
