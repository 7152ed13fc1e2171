using System.Text.Json.Serialization;

namespace FlowWatch.Functions.Http.Api;

/// <summary>An error as RFC 9457 has it (<c>application/problem+json</c>).</summary>
public sealed record ApiProblem
{
    /// <summary>The sort of error; never changes its meaning.</summary>
    public required string Type { get; init; }

    /// <summary>What the sort of error is.</summary>
    public required string Title { get; init; }

    /// <summary>HTTP status.</summary>
    public required int Status { get; init; }

    /// <summary>What happened and what to do.</summary>
    public required string Detail { get; init; }

    /// <summary>The path that was asked for.</summary>
    public required string Instance { get; init; }

    /// <summary>W3C trace id; the log has more under it.</summary>
    public required string TraceId { get; init; }

    /// <summary>What is wrong, by parameter or setting; absent where it is about nothing of the kind.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyDictionary<string, IReadOnlyList<string>>? Errors { get; init; }
}
