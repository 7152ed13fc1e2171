using System.Diagnostics;
using System.Text;
using FlowWatch.Core.Targets;
using Microsoft.AspNetCore.Http;

namespace FlowWatch.Functions.Http.Api;

/// <summary>One request to an operation whose parameters are good.</summary>
/// <param name="Request">The request.</param>
/// <param name="Arguments">Its parameters.</param>
/// <param name="Settings">The settings; those that hold without any where the configuration cannot be used.</param>
/// <param name="Trace">The trace it belongs to.</param>
public sealed record ApiCall(HttpRequest Request, ApiArguments Arguments, FlowWatchSettings Settings, ActivityContext Trace)
{
    /// <summary>What the request holds, of the type that <see cref="ApiOperation.Body"/> names; null where it holds nothing.</summary>
    public object? Body { get; init; }

    /// <summary>A path below the routes' common prefix, whatever the host has made of that.</summary>
    /// <param name="route">The operation's route.</param>
    /// <param name="path">The path: <c>runs/2026…</c>.</param>
    public string PathOf(string route, string path) => PathOf(Request, route, path);

    /// <summary>A path below the routes' common prefix of a request.</summary>
    /// <param name="request">The request.</param>
    /// <param name="route">The operation's route.</param>
    /// <param name="path">The path: <c>runs/2026…</c>.</param>
    public static string PathOf(HttpRequest request, string route, string path)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(route);
        var segments = (request.PathBase + request.Path).Value!.Split('/', StringSplitOptions.RemoveEmptyEntries);
        var prefix = segments[..Math.Max(0, segments.Length - route.Split('/').Length)];
        return $"/{string.Concat(prefix.Select(segment => segment + "/"))}{path}";
    }

    /// <summary>The link to the next page: this request with other parameters. It never holds the key.</summary>
    /// <param name="parameters">Parameters that differ, or are to be fixed.</param>
    public string NextLink(params IReadOnlyList<(ApiParameter Parameter, string Value)> parameters)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        var link = new StringBuilder(Request.PathBase.ToUriComponent()).Append(Request.Path.ToUriComponent()).Append('?');
        var kept = Request.Query.Where(pair => !ApiArguments.IsOfTheHost(pair.Key) && !parameters.Any(changed => changed.Parameter.Name.Equals(pair.Key, StringComparison.OrdinalIgnoreCase)))
            .Select(pair => (Name: pair.Key, Value: pair.Value.ToString()));
        link.AppendJoin('&', kept.Concat(parameters.Select(changed => (changed.Parameter.Name, changed.Value))).Select(pair => $"{Uri.EscapeDataString(pair.Name)}={Uri.EscapeDataString(pair.Value)}"));
        return link.ToString();
    }
}
