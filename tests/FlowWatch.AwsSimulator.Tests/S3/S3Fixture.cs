using Amazon.S3;
using FlowWatch.AwsSimulator.Identities;
using FlowWatch.AwsSimulator.S3;
using Microsoft.Extensions.Time.Testing;

namespace FlowWatch.AwsSimulator.Tests.S3;

/// <summary>A simulator with one bucket, and clients for it.</summary>
internal sealed class S3Fixture : IAsyncDisposable
{
    private readonly List<AmazonS3Client> clients = [];

    private S3Fixture(SimulatedAws aws, FakeTimeProvider time)
    {
        Aws = aws;
        Time = time;
        Bucket = aws.S3.AddBucket(SimulatedAws.DefaultAccount, "eu-west-1", "archive");
    }

    public SimulatedAws Aws { get; }

    public FakeTimeProvider Time { get; }

    public SimulatedBucket Bucket { get; }

    public static async Task<S3Fixture> StartAsync()
    {
        var time = new FakeTimeProvider(new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero));
        return new S3Fixture(await SimulatedAws.StartAsync(new SimulatedAwsOptions { Time = time }), time);
    }

    public AmazonS3Client Client(SimulatedCredentials? credentials = null, string region = "eu-west-1", int retries = 0)
    {
        var client = new AmazonS3Client(SdkClients.Keys(Aws, credentials), SdkClients.Configured(Aws, new AmazonS3Config(), region, retries));
        clients.Add(client);
        return client;
    }

    public AmazonS3Client Client(string account, string policy) => Client(Aws.AddUser(account, "user", policy));

    public async ValueTask DisposeAsync()
    {
        foreach (var client in clients) client.Dispose();
        await Aws.DisposeAsync();
    }
}
