using Amazon.Runtime;
using Amazon.SecurityToken;
using FlowWatch.AwsSimulator.Identities;

namespace FlowWatch.AwsSimulator.Tests;

/// <summary>Clients of the real SDK that speak to a simulator.</summary>
internal static class SdkClients
{
    public static AmazonSecurityTokenServiceClient Sts(this SimulatedAws aws, SimulatedCredentials? credentials = null) =>
        new(Keys(aws, credentials), Configured(aws, new AmazonSecurityTokenServiceConfig()));

    /// <summary>Retries are off unless a test asks for them, so one call is one request.</summary>
    public static T Configured<T>(SimulatedAws aws, T config, string region = "eu-west-1", int retries = 0)
        where T : ClientConfig
    {
        config.ServiceURL = aws.Endpoint.ToString();
        config.AuthenticationRegion = region;
        config.MaxErrorRetry = retries;
        return config;
    }

    public static AWSCredentials Keys(SimulatedAws aws, SimulatedCredentials? credentials)
    {
        credentials ??= aws.Administrator;
        return credentials.SessionToken is null
            ? new BasicAWSCredentials(credentials.AccessKeyId, credentials.SecretAccessKey)
            : new SessionAWSCredentials(credentials.AccessKeyId, credentials.SecretAccessKey, credentials.SessionToken);
    }
}
