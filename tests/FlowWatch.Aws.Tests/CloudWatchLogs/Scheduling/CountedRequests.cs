using Amazon.Runtime;

namespace FlowWatch.Aws.Tests.CloudWatchLogs.Scheduling;

/// <summary>Gives the SDK its HTTP client, and knows how many requests are under way.</summary>
internal sealed class CountedRequests : HttpClientFactory
{
    private int underWay;

    public int UnderWay => Volatile.Read(ref underWay);

    public override HttpClient CreateHttpClient(IClientConfig clientConfig) => new(new Counter(this) { InnerHandler = new SocketsHttpHandler() });

    private sealed class Counter(CountedRequests requests) : DelegatingHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Interlocked.Increment(ref requests.underWay);
            try
            {
                var response = await base.SendAsync(request, cancellationToken);

                // The body is on its way until it is here.
                await response.Content.LoadIntoBufferAsync(cancellationToken);
                return response;
            }
            finally
            {
                Interlocked.Decrement(ref requests.underWay);
            }
        }
    }
}
