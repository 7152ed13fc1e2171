using System.Text.Json;
using FlowWatch.Core.Configuration;
using Microsoft.AspNetCore.Http;

namespace FlowWatch.Functions.Http.Api;

/// <summary>What the request of an operation holds as JSON.</summary>
/// <param name="Type">Its type; members that it does not have must be refused by the type itself.</param>
/// <param name="Description">What it means.</param>
public sealed record ApiBody(Type Type, string Description)
{
    /// <summary>The most bytes of a body.</summary>
    public const int MaximumLength = 64 << 10;

    /// <summary>Whether it must be there. Default: it must.</summary>
    public bool IsRequired { get; init; } = true;

    /// <summary>Reads it.</summary>
    /// <param name="request">The request.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    /// <returns>The value, null where there is none and none must be; or the problem.</returns>
    public async Task<(object? Value, ApiAnswer? Problem)> ReadAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        using var buffer = new MemoryStream();
        try
        {
            var chunk = new byte[4096];
            while (await request.Body.ReadAsync(chunk, cancellationToken).ConfigureAwait(false) is var read and > 0)
            {
                if (buffer.Length + read > MaximumLength) return (null, ApiAnswer.Problem(ApiProblemType.BodyTooLarge, $"The body has more than {MaximumLength} bytes."));
                buffer.Write(chunk, 0, read);
            }
        }
        catch (BadHttpRequestException error)
        {
            // The host has a limit of its own, and it may be reached first.
            return (null, error.StatusCode == StatusCodes.Status413PayloadTooLarge
                ? ApiAnswer.Problem(ApiProblemType.BodyTooLarge, $"The body has more than {MaximumLength} bytes.")
                : ApiAnswer.Problem(ApiProblemType.InvalidBody, "The body broke off."));
        }

        if (buffer.Length == 0) return IsRequired ? (null, ApiAnswer.Problem(ApiProblemType.InvalidBody, $"The body is missing: {Description}")) : (null, null);
        if (!request.HasJsonContentType()) return (null, ApiAnswer.Problem(ApiProblemType.InvalidBody, "The body must be JSON and the header Content-Type must say so: application/json."));
        try
        {
            return JsonSerializer.Deserialize(buffer.GetBuffer().AsSpan(0, (int)buffer.Length), Type, ApiJson.Requests) is { } value
                ? (value, null)
                : (null, ApiAnswer.Problem(ApiProblemType.InvalidBody, "The body is null; it must be an object."));
        }
        catch (JsonException error)
        {
            // The serializer's own words name types of .NET; where it stands is what helps.
            var place = error.Path is { Length: > 2 } path && path.StartsWith("$.", StringComparison.Ordinal) ? path[2..] : "body";
            var what = error.InnerException is null && error.Message.Contains("could not be mapped", StringComparison.Ordinal) ? "unknown" : "not what it must be";
            var errors = new Dictionary<string, IReadOnlyList<string>> { [ShownValue.Of("", place.Length > 100 ? place[..100] : place)] = [what] };
            return (null, ApiAnswer.Problem(ApiProblemType.InvalidBody, $"The body cannot be read at {errors.Keys.Single()}: {what}. openapi.json tells its form.", errors));
        }
    }
}
