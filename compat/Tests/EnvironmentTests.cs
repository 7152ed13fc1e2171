namespace FlowWatch.Compat.Tests;

[Collection(EnvironmentVariables.Name)]
public sealed class EnvironmentTests : IDisposable
{
    private static readonly string[] Names =
    [
        "AWS_ENDPOINT_URL", "AWS_ENDPOINT_URL_CLOUDWATCH_LOGS", "AWS_ENDPOINT_URL_SNS", "AWS_ENDPOINT_URL_CLOUDWATCH", "AWS_ENDPOINT_URL_IAM",
        "AWS_IGNORE_CONFIGURED_ENDPOINT_URLS", "AWS_REGION",
    ];

    private readonly Dictionary<string, string?> before = Names.ToDictionary(name => name, Environment.GetEnvironmentVariable);

    public EnvironmentTests()
    {
        foreach (var name in Names) Environment.SetEnvironmentVariable(name, null);
        Environment.SetEnvironmentVariable("AWS_REGION", "eu-west-1");
    }

    [Theory]
    [InlineData("logs", "AWS_ENDPOINT_URL_CLOUDWATCH_LOGS")]
    [InlineData("sns", "AWS_ENDPOINT_URL_SNS")]
    [InlineData("monitoring", "AWS_ENDPOINT_URL_CLOUDWATCH")]
    [InlineData("iam", "AWS_ENDPOINT_URL_IAM")]
    public void Endpoint_VariableOfTheService_WinsOverTheCommonOne(string service, string variable)
    {
        Environment.SetEnvironmentVariable("AWS_ENDPOINT_URL", "http://127.0.0.1:1001");
        Environment.SetEnvironmentVariable(variable, "http://127.0.0.1:1002");

        Assert.Equal("http://127.0.0.1:1002/", EndpointTests.Endpoint(EndpointTests.Config(service)).URL);
    }

    [Theory]
    [InlineData("logs")]
    [InlineData("sns")]
    [InlineData("monitoring")]
    [InlineData("iam")]
    public void Endpoint_CommonVariable_IsForEveryService(string service)
    {
        Environment.SetEnvironmentVariable("AWS_ENDPOINT_URL", "http://127.0.0.1:1001");

        Assert.Equal("http://127.0.0.1:1001/", EndpointTests.Endpoint(EndpointTests.Config(service)).URL);
    }

    [Fact]
    public void Endpoint_WithoutVariables_IsThatOfTheRegion() =>
        Assert.Equal("https://logs.eu-west-1.amazonaws.com/", EndpointTests.Endpoint(EndpointTests.Config("logs")).URL);

    public void Dispose()
    {
        foreach (var (name, value) in before) Environment.SetEnvironmentVariable(name, value);
    }
}
