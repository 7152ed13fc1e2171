using Amazon.Runtime;
using Amazon.SecurityToken;
using Amazon.SecurityToken.Model;
using FlowWatch.AwsSimulator.Identities;
using FlowWatch.AwsSimulator.Policies;

namespace FlowWatch.AwsSimulator.Tests;

/// <summary>Clients of the real SDK that speak to a simulator.</summary>
internal static class SdkClients
{
    public static AmazonSecurityTokenServiceClient StsClient(this SimulatedAws aws, SimulatedCredentials? credentials = null, int retries = 0) =>
        new(Keys(aws, credentials), Configured(aws, new AmazonSecurityTokenServiceConfig(), retries: retries));

    /// <summary>A client that signs nothing, for AssumeRoleWithWebIdentity.</summary>
    public static AmazonSecurityTokenServiceClient AnonymousStsClient(this SimulatedAws aws) =>
        new(new AnonymousAWSCredentials(), Configured(aws, new AmazonSecurityTokenServiceConfig()));

    /// <summary>Keys of a session of the role <c>reader</c>, which trusts its own account and may do everything.</summary>
    public static async Task<SimulatedCredentials> SessionAsync(this SimulatedAws aws, string permissions = SimulatedPolicies.AllowEverything)
    {
        var role = aws.AddRole(
            "arn:aws:iam::111122223333:role/reader", SimulatedPolicies.TrustAccount("111122223333"), permissions);
        using var sts = aws.StsClient();
        var answer = await sts.AssumeRoleAsync(new AssumeRoleRequest { RoleArn = role.Arn, RoleSessionName = "flowwatch-test" });
        return Simulated(answer.Credentials);
    }

    public static SimulatedCredentials Simulated(Credentials credentials) => new(
        credentials.AccessKeyId, credentials.SecretAccessKey, credentials.SessionToken, new DateTimeOffset(credentials.Expiration!.Value.ToUniversalTime()));

    /// <summary>
    /// Retries are off unless a test asks for them, so one call is one request. The SDK sends again on its own, up to ten times, when a
    /// connection breaks; that has a setting apart.
    /// </summary>
    public static T Configured<T>(SimulatedAws aws, T config, string region = "eu-west-1", int retries = 0)
        where T : ClientConfig
    {
        config.ServiceURL = aws.Endpoint.ToString();
        config.AuthenticationRegion = region;
        config.MaxErrorRetry = retries;
        config.MaxStaleConnectionRetries = 0;
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
