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

    /// <summary>The media type of pages for people.</summary>
    public const string Html = "text/html";

    /// <summary>The media type of the body. Default: JSON.</summary>
    public string MediaType { get; init; } = "application/json";

    /// <summary>A page for people.</summary>
    /// <param name="status">HTTP status.</param>
    /// <param name="description">What it shows.</param>
    public static ApiResponse Page(int status, string description) => new(status, description, typeof(string)) { MediaType = Html };

    /// <summary>The way to the page that shows what came of it.</summary>
    /// <param name="description">Which page that is.</param>
    public static ApiResponse SeeOther(string description) => new(303, description, null, new Dictionary<string, string> { ["Location"] = "Path of the page." }) { MediaType = Html };
}
