namespace FlowWatch.AwsSimulator.Server;

/// <summary>The newest requests, no more than a bound.</summary>
internal sealed class RequestLog(int bound)
{
    private readonly Lock gate = new();
    private readonly Queue<RecordedRequest> requests = new();

    /// <summary>A copy of what is remembered, oldest first.</summary>
    public IReadOnlyList<RecordedRequest> Snapshot()
    {
        lock (gate) return [.. requests];
    }

    /// <summary>Remembers a request.</summary>
    public void Add(RecordedRequest request)
    {
        lock (gate)
        {
            if (requests.Count == bound) requests.Dequeue();
            requests.Enqueue(request);
        }
    }
}
