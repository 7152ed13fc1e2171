namespace FlowWatch.AwsSimulator.Faults;

/// <summary>Which requests a fault meets. What is null is any.</summary>
public sealed record FaultScope
{
    /// <summary>The service's signing name: <c>sts</c>, <c>logs</c>, <c>sns</c>, <c>s3</c>, <c>ec2</c>, <c>iam</c>, <c>monitoring</c>.</summary>
    public string? Service { get; init; }

    /// <summary>The operation, such as <c>StartQuery</c>.</summary>
    public string? Action { get; init; }

    /// <summary>The account of the one who asks; a request whose signature does not hold has none.</summary>
    public string? Account { get; init; }

    /// <summary>The region of the signature's scope.</summary>
    public string? Region { get; init; }

    /// <summary>All requests to a service, or those for one of its operations.</summary>
    public static FaultScope Of(string service, string? action = null) => new() { Service = service, Action = action };

    internal bool Covers(string service, string? action, string? account, string? region) =>
        (Service is null || Service == service)
        && (Action is null || Action == action)
        && (Account is null || Account == account)
        && (Region is null || Region == region);
}
