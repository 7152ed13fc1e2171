using System.Globalization;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace FlowWatch.Functions.Http.Api;

/// <summary>What a function answers: a body as JSON, or a problem.</summary>
public sealed record ApiAnswer : IResult
{
    private const string Json = "application/json; charset=utf-8";
    private const string Problems = "application/problem+json; charset=utf-8";
    private const string Html = "text/html; charset=utf-8";

    /// <summary>No page shows one of these within itself. Browsers heed it in a header only, so a page that is kept as a file does not say it.</summary>
    private const string Framing = "frame-ancestors 'none'";

    /// <summary>HTTP status.</summary>
    public int Status { get; private init; }

    /// <summary>The body, before it is JSON; of a problem null until it is written.</summary>
    public object? Body { get; private init; }

    /// <summary>The body as it goes out; null where it is <see cref="Body"/> as JSON.</summary>
    public byte[]? Written { get; private init; }

    /// <summary>What <see cref="Written"/> is.</summary>
    public string? MediaType { get; private init; }

    /// <summary>The sort of problem; null where it is none.</summary>
    public ApiProblemType? ProblemType { get; private init; }

    /// <summary>What happened and what to do; of problems only.</summary>
    public string? Detail { get; private init; }

    /// <summary>What is wrong, by parameter or setting; of problems only.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>>? Errors { get; private init; }

    /// <summary>A page for people in place of a body; null where there is none.</summary>
    public string? Page { get; private init; }

    /// <summary>What a browser may load and run for the page.</summary>
    public string? PagePolicy { get; private init; }

    /// <summary>Where the thing is that was made or taken.</summary>
    public string? Location { get; init; }

    /// <summary>The version of what is answered, as an entity tag without its quotes; null where there is none.</summary>
    public string? EntityTag { get; init; }

    /// <summary>When to ask again.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>The trace it belongs to: a W3C traceparent.</summary>
    public string? TraceParent { get; init; }

    /// <summary>Everything is well.</summary>
    public static ApiAnswer Ok(object body) => new() { Status = StatusCodes.Status200OK, Body = body };

    /// <summary>Everything is well, and the body is written already.</summary>
    /// <param name="content">The body.</param>
    /// <param name="mediaType">What it is.</param>
    /// <param name="contentSecurityPolicy">Of pages: what they may load.</param>
    public static ApiAnswer Content(byte[] content, string mediaType, string? contentSecurityPolicy = null) =>
        new() { Status = StatusCodes.Status200OK, Written = content, MediaType = mediaType, PagePolicy = contentSecurityPolicy };

    /// <summary>Made; <see cref="Location"/> tells where it is.</summary>
    public static ApiAnswer Created(object body, string location) => new() { Status = StatusCodes.Status201Created, Body = body, Location = location };

    /// <summary>Done, and there is nothing to tell.</summary>
    public static ApiAnswer NoContent() => new() { Status = StatusCodes.Status204NoContent };

    /// <summary>Taken, and done later: <see cref="Location"/> tells how far it is.</summary>
    public static ApiAnswer Accepted(object body, string location, TimeSpan retryAfter) => new() { Status = StatusCodes.Status202Accepted, Body = body, Location = location, RetryAfter = retryAfter };

    /// <summary>It is as the body says, and not well.</summary>
    public static ApiAnswer NotReady(object body) => new() { Status = StatusCodes.Status503ServiceUnavailable, Body = body };

    /// <summary>A page for people; its policy lets in what it needs and nothing else.</summary>
    /// <param name="html">The page.</param>
    /// <param name="policy">Its Content-Security-Policy.</param>
    /// <param name="status">HTTP status.</param>
    public static ApiAnswer OfPage(string html, string policy, int status = StatusCodes.Status200OK) => new() { Status = status, Page = html, PagePolicy = policy };

    /// <summary>Done; the page at <see cref="Location"/> shows what came of it, and may be asked for again without doing it twice.</summary>
    public static ApiAnswer SeeOther(string location) => new() { Status = StatusCodes.Status303SeeOther, Location = location };

    /// <summary>An error.</summary>
    public static ApiAnswer Problem(ApiProblemType type, string detail, IReadOnlyDictionary<string, IReadOnlyList<string>>? errors = null)
    {
        ArgumentNullException.ThrowIfNull(type);
        return new() { Status = type.Status, ProblemType = type, Detail = detail, Errors = errors };
    }

    /// <summary>One parameter is wrong.</summary>
    public static ApiAnswer InvalidParameter(string name, string error) => Invalid(new Dictionary<string, IReadOnlyList<string>> { [name] = [error] });

    /// <summary>Parameters are wrong.</summary>
    public static ApiAnswer Invalid(IReadOnlyDictionary<string, IReadOnlyList<string>> errors)
    {
        ArgumentNullException.ThrowIfNull(errors);
        return Problem(ApiProblemType.InvalidParameter, string.Join(' ', errors.SelectMany(error => error.Value.Select(what => $"{error.Key}: {what}."))), errors);
    }

    /// <summary>Members of the body are wrong.</summary>
    public static ApiAnswer InvalidMembers(IReadOnlyDictionary<string, IReadOnlyList<string>> errors)
    {
        ArgumentNullException.ThrowIfNull(errors);
        return Problem(ApiProblemType.InvalidMember, string.Join(' ', errors.SelectMany(error => error.Value.Select(what => $"{error.Key}: {what}."))), errors);
    }

    /// <inheritdoc/>
    public async Task ExecuteAsync(HttpContext httpContext)
    {
        ArgumentNullException.ThrowIfNull(httpContext);
        var response = httpContext.Response;
        response.StatusCode = Status;
        response.Headers.CacheControl = "no-store";
        response.Headers.XContentTypeOptions = "nosniff";
        if (TraceParent is not null) response.Headers.TraceParent = TraceParent;
        if (Location is not null) response.Headers.Location = Location;
        if (EntityTag is not null) response.Headers.ETag = $"\"{EntityTag}\"";
        if (RetryAfter is { } after) response.Headers.RetryAfter = Math.Ceiling(after.TotalSeconds).ToString(CultureInfo.InvariantCulture);
        // The address of a page may hold the key: no page that it links to learns it.
        if (PagePolicy is not null || Status == StatusCodes.Status303SeeOther) response.Headers["Referrer-Policy"] = "no-referrer";
        if (PagePolicy is not null) response.Headers.ContentSecurityPolicy = PagePolicy.Contains(Framing, StringComparison.Ordinal) ? PagePolicy : $"{PagePolicy}; {Framing}";
        if (Status is StatusCodes.Status204NoContent or StatusCodes.Status303SeeOther) return;
        var content = ProblemType is null ? Body : new ApiProblem
        {
            Type = ProblemType.Uri,
            Title = ProblemType.Title,
            Status = Status,
            Detail = Detail!,
            Instance = httpContext.Request.Path.Value ?? "/",
            TraceId = TraceParent?.Split('-')[1] ?? "",
            Errors = Errors,
        };
        var bytes = Written ?? (Page is null ? JsonSerializer.SerializeToUtf8Bytes(content, ApiJson.Options) : Encoding.UTF8.GetBytes(Page));
        response.ContentType = MediaType ?? (Page is not null ? Html : ProblemType is null ? Json : Problems);
        response.ContentLength = bytes.Length;
        await response.Body.WriteAsync(bytes, httpContext.RequestAborted).ConfigureAwait(false);
    }
}
