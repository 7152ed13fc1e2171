using System.Diagnostics.CodeAnalysis;
using FlowWatch.Core.Configuration;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace FlowWatch.Functions.Http.Api;

/// <summary>The values of an operation's parameters in one request.</summary>
public sealed class ApiArguments
{
    // What the Functions host takes for itself: the key, and in older clients its client id.
    private static readonly string[] OfTheHost = ["code", "clientId"];

    private readonly Dictionary<ApiParameter, object> values = [];

    private ApiArguments()
    {
    }

    /// <summary>Whether a query parameter is the host's own: the key, and who it is for.</summary>
    internal static bool IsOfTheHost(string name) => OfTheHost.Contains(name, StringComparer.OrdinalIgnoreCase);

    /// <summary>Reads the parameters of a request. Everything that is wrong is told at once.</summary>
    /// <param name="operation">Whose parameters.</param>
    /// <param name="request">The request.</param>
    /// <param name="errors">What is wrong, by name of the parameter.</param>
    public static ApiArguments Read(ApiOperation operation, HttpRequest request, out IReadOnlyDictionary<string, IReadOnlyList<string>> errors)
    {
        ArgumentNullException.ThrowIfNull(operation);
        ArgumentNullException.ThrowIfNull(request);
        var arguments = new ApiArguments();
        var wrong = new SortedDictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal);
        foreach (var parameter in operation.Parameters)
        {
            var texts = Texts(parameter, request);
            // A form sends what was left open as an empty text.
            if (texts.Count == 0 || (operation.IsPage && texts.Count == 1 && texts[0] is ""))
            {
                if (parameter.IsRequired) wrong[parameter.Name] = ["missing"];
            }
            else if (texts.Count > 1)
            {
                wrong[parameter.Name] = ["given more than once"];
            }
            else if ((texts[0] ?? "") is { Length: > ApiParameter.MaximumLength })
            {
                wrong[parameter.Name] = [$"longer than {ApiParameter.MaximumLength} characters"];
            }
            else if (parameter.Parse(texts[0] ?? "") is { Value: { } value })
            {
                arguments.values[parameter] = value;
            }
            else
            {
                wrong[parameter.Name] = [parameter.Parse(texts[0] ?? "").Error!];
            }
        }

        var known = operation.Parameters.Where(parameter => parameter.Place == ApiPlace.Query).Select(parameter => parameter.Name).ToList();
        foreach (var name in request.Query.Keys.Where(name => !known.Contains(name, StringComparer.OrdinalIgnoreCase) && !IsOfTheHost(name)))
        {
            wrong[ShownValue.Of("", name.Length > 100 ? name[..100] : name)] = [known.Count == 0 ? "unknown; there are no parameters" : $"unknown{Spelling.Suggestion(name.Length > 100 ? "" : name, known)}; there are {string.Join(", ", known)}"];
        }

        errors = wrong;
        return arguments;
    }

    /// <summary>A value that must have been given.</summary>
    /// <typeparam name="T">Its type.</typeparam>
    public T Required<T>(TypedApiParameter<T> parameter) => (T)values[parameter];

    /// <summary>A value, or another where it was not given.</summary>
    /// <typeparam name="T">Its type.</typeparam>
    public T Or<T>(TypedApiParameter<T> parameter, T otherwise) => values.TryGetValue(parameter, out var value) ? (T)value : otherwise;

    /// <summary>A value, where it was given.</summary>
    /// <typeparam name="T">Its type.</typeparam>
    public bool TryGet<T>(TypedApiParameter<T> parameter, [MaybeNullWhen(false)] out T value)
    {
        var isGiven = values.TryGetValue(parameter, out var found);
        value = isGiven ? (T)found! : default;
        return isGiven;
    }

    private static StringValues Texts(ApiParameter parameter, HttpRequest request) => parameter.Place switch
    {
        ApiPlace.Query => request.Query[parameter.Name],
        ApiPlace.Header => request.Headers[parameter.Name],
        ApiPlace.Form => request.Form[parameter.Name],
        _ => request.RouteValues.TryGetValue(parameter.Name, out var value) && value is string text ? text : StringValues.Empty,
    };
}
