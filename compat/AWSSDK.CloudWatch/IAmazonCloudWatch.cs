using Amazon.CloudWatch.Model;
using Amazon.Runtime;
using Amazon.Runtime.Endpoints;

namespace Amazon.CloudWatch;

/// <summary>CloudWatch metrics.</summary>
public interface IAmazonCloudWatch : IAmazonService, IDisposable
{
    Task<GetMetricDataResponse> GetMetricDataAsync(GetMetricDataRequest request, CancellationToken cancellationToken = default);

    Endpoint DetermineServiceOperationEndpoint(AmazonWebServiceRequest request);

    static ClientConfig IAmazonService.CreateDefaultClientConfig() => new AmazonCloudWatchConfig();

    static IAmazonService IAmazonService.CreateDefaultServiceClient(AWSCredentials awsCredentials, ClientConfig clientConfig) =>
        clientConfig is not AmazonCloudWatchConfig config ? throw new AmazonClientException("ClientConfig is not of type AmazonCloudWatchConfig to create AmazonCloudWatchClient")
        : awsCredentials is null ? new AmazonCloudWatchClient(config)
        : new AmazonCloudWatchClient(awsCredentials, config);
}
