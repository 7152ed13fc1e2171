using System.Reflection;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace FlowWatch.Functions.Http.Api;

/// <summary>An operation of the HTTP interface. Name, method, route and who may call it are those of its function's attributes, so they cannot differ.</summary>
public sealed record ApiOperation
{
    private ApiOperation(string name, string method, string route, AuthorizationLevel authorization) => (Name, Method, Route, Authorization) = (name, method, route, authorization);

    /// <summary>Name of the function.</summary>
    public string Name { get; }

    /// <summary>HTTP method, in capitals.</summary>
    public string Method { get; }

    /// <summary>The route below <c>/api/</c>: <c>runs/{id}</c>.</summary>
    public string Route { get; }

    /// <summary>Which key a caller needs.</summary>
    public AuthorizationLevel Authorization { get; }

    /// <summary>What it does, in a sentence.</summary>
    public required string Summary { get; init; }

    /// <summary>What it takes.</summary>
    public IReadOnlyList<ApiParameter> Parameters { get; init; } = [];

    /// <summary>What its request holds as JSON; null where it holds nothing.</summary>
    public ApiBody? Body { get; init; }

    /// <summary>What it answers when all is well.</summary>
    public required IReadOnlyList<ApiResponse> Responses { get; init; }

    /// <summary>The problems that it may answer, besides those that every operation may.</summary>
    public IReadOnlyList<ApiProblemType> Problems { get; init; } = [];

    /// <summary>Whether it needs a configuration that can be used.</summary>
    public bool NeedsConfiguration { get; init; } = true;

    /// <summary>Where what it takes depends on a word in its path: each word with the operation it makes. openapi.json lists each by itself. Empty where it does not.</summary>
    public IReadOnlyList<(string Word, ApiOperation Operation)> Variants { get; init; } = [];

    /// <summary>The operation that a request means.</summary>
    /// <param name="request">The request.</param>
    public ApiOperation For(HttpRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (Variants.Count == 0) return this;
        var word = request.RouteValues.TryGetValue(Parameters.Single(parameter => parameter.Place == ApiPlace.Path).Name, out var value) ? value as string : null;
        return Variants.FirstOrDefault(variant => variant.Word.Equals(word, StringComparison.OrdinalIgnoreCase)).Operation ?? this;
    }

    /// <summary>Whether it answers with pages for people.</summary>
    public bool IsPage => Responses.Any(response => response.MediaType == ApiResponse.Html);

    /// <summary>The operation of a function's class.</summary>
    /// <typeparam name="T">The class; it has one function with an HTTP trigger.</typeparam>
    /// <param name="summary">What it does, in a sentence.</param>
    /// <param name="responses">What it answers when all is well.</param>
    public static ApiOperation Of<T>(string summary, params IReadOnlyList<ApiResponse> responses)
    {
        var (name, trigger) = typeof(T).GetMethods()
            .Where(method => method.GetCustomAttribute<FunctionAttribute>() is not null)
            .SelectMany(method => method.GetParameters().Select(parameter => (method.GetCustomAttribute<FunctionAttribute>()!.Name, Trigger: parameter.GetCustomAttribute<HttpTriggerAttribute>())))
            .Single(function => function.Trigger is not null);
        return new ApiOperation(name, trigger!.Methods!.Single().ToUpperInvariant(), trigger.Route!, trigger.AuthLevel) { Summary = summary, Responses = responses };
    }
}
