namespace FlowWatch.Functions.Http.Api;

/// <summary>An answer that an operation gives when all is well.</summary>
/// <param name="Status">HTTP status.</param>
/// <param name="Description">What it means.</param>
/// <param name="Body">Type of the body; null where there is none.</param>
/// <param name="Headers">Headers it has, with what they mean.</param>
public sealed record ApiResponse(int Status, string Description, Type? Body, IReadOnlyDictionary<string, string> Headers)
{
    /// <summary>An answer without headers of its own.</summary>
    public ApiResponse(int status, string description, Type? body)
        : this(status, description, body, new Dictionary<string, string>())
    {
    }
}
