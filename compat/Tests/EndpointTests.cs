using Amazon;
using Amazon.CloudWatch;
using Amazon.CloudWatchLogs;
using Amazon.CloudWatchLogs.Model;
using Amazon.IdentityManagement;
using Amazon.Runtime;
using Amazon.Runtime.Endpoints;
using Amazon.SimpleNotificationService;

namespace FlowWatch.Compat.Tests;

public class EndpointTests
{
    [Theory]
    [InlineData("logs", "eu-west-1", "https://logs.eu-west-1.amazonaws.com/")]
    [InlineData("logs", "cn-north-1", "https://logs.cn-north-1.amazonaws.com.cn/")]
    [InlineData("sns", "us-east-1", "https://sns.us-east-1.amazonaws.com/")]
    [InlineData("monitoring", "ap-southeast-2", "https://monitoring.ap-southeast-2.amazonaws.com/")]
    [InlineData("iam", "eu-west-1", "https://iam.amazonaws.com/")]
    [InlineData("iam", "cn-northwest-1", "https://iam.cn-north-1.amazonaws.com.cn/")]
    [InlineData("iam", "us-gov-east-1", "https://iam.us-gov.amazonaws.com/")]
    public void Endpoint_OfARegion_IsTheServices(string service, string region, string url) => Assert.Equal(url, Endpoint(Config(service, region)).URL);

    [Theory]
    [InlineData("logs", "us-east-1", true, false, "https://logs-fips.us-east-1.amazonaws.com/")]
    [InlineData("logs", "us-gov-west-1", true, false, "https://logs.us-gov-west-1.amazonaws.com/")]
    [InlineData("logs", "eu-west-1", false, true, "https://logs.eu-west-1.api.aws/")]
    [InlineData("sns", "us-west-2", true, true, "https://sns-fips.us-west-2.api.aws/")]
    [InlineData("iam", "us-east-1", true, false, "https://iam-fips.amazonaws.com/")]
    public void Endpoint_WithFipsOrDualStack_IsThatOne(string service, string region, bool fips, bool dualStack, string url)
    {
        var config = Config(service, region);
        config.UseFIPSEndpoint = fips;
        config.UseDualstackEndpoint = dualStack;

        Assert.Equal(url, Endpoint(config).URL);
    }

    [Theory]
    [InlineData("eu-west-1", "us-east-1")]
    [InlineData("cn-northwest-1", "cn-north-1")]
    public void Endpoint_OfIam_IsSignedForItsOneRegion(string region, string signedFor)
    {
        var schemes = (System.Collections.IList)Endpoint(Config("iam", region)).Attributes["authSchemes"];

        var scheme = Assert.IsType<PropertyBag>(Assert.Single(schemes.Cast<object>()));
        Assert.Equal(("iam", signedFor), (scheme["signingName"], scheme["signingRegion"]));
    }

    [Fact]
    public void Endpoint_CustomWithFips_IsRefused()
    {
        var config = new AmazonCloudWatchLogsConfig { ServiceURL = "http://127.0.0.1:1", UseFIPSEndpoint = true };

        Assert.Throws<AmazonClientException>(() => Endpoint(config));
    }

    internal static Endpoint Endpoint(ClientConfig config) => config.DetermineServiceOperationEndpoint(new ServiceOperationEndpointParameters(new StopQueryRequest()));

    internal static ClientConfig Config(string service) => service switch
    {
        "logs" => new AmazonCloudWatchLogsConfig(),
        "sns" => new AmazonSimpleNotificationServiceConfig(),
        "monitoring" => new AmazonCloudWatchConfig(),
        "iam" => new AmazonIdentityManagementServiceConfig(),
        _ => throw new ArgumentOutOfRangeException(nameof(service), service, null),
    };

    private static ClientConfig Config(string service, string region)
    {
        var config = Config(service);
        config.RegionEndpoint = RegionEndpoint.GetBySystemName(region);
        return config;
    }
}
