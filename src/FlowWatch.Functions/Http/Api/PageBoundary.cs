using FlowWatch.Core.Dashboard;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Net.Http.Headers;

namespace FlowWatch.Functions.Http.Api;

/// <summary>What every request for a page passes besides <see cref="ApiBoundary"/>: links carry the key on, and problems are pages.</summary>
/// <param name="boundary">What every request passes.</param>
public sealed class PageBoundary(ApiBoundary boundary)
{
    /// <summary>The route of the dashboard; those of its pages begin with it.</summary>
    public const string Root = "dashboard";

    private static readonly FormOptions Limits = new() { ValueCountLimit = 20, KeyLengthLimit = 100, ValueLengthLimit = 4 * ApiParameter.MaximumLength };

    /// <summary>Answers a request.</summary>
    /// <param name="operation">What is asked.</param>
    /// <param name="request">The request.</param>
    /// <param name="answer">Answers it, once its parameters are known to be good.</param>
    /// <param name="cancellationToken">The invocation is cancelled.</param>
    public async Task<IResult> AnswerAsync(ApiOperation operation, HttpRequest request, Func<ApiCall, DashboardLinks, CancellationToken, Task<ApiAnswer>> answer, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(operation);
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(answer);
        var links = new DashboardLinks(ApiCall.PathOf(request, operation.Route, Root), request.Query[DashboardLinks.KeyParameter] is [{ Length: > 0 } key] ? key : null);
        if (operation.Parameters.Any(parameter => parameter.Place == ApiPlace.Form)) request.Form = await FormAsync(request, cancellationToken).ConfigureAwait(false);
        var result = await boundary.AnswerAsync(operation, request, (call, stopping) => answer(call, links, stopping), cancellationToken).ConfigureAwait(false);
        if (result is not ApiAnswer { ProblemType: { } type } problem) return result;
        var page = await PageRenderer.ProblemAsync(type.Title, problem.Detail!, problem.TraceParent?.Split('-')[1], links).ConfigureAwait(false);
        return ApiAnswer.OfPage(page, PageRenderer.ContentSecurityPolicy, problem.Status) with { RetryAfter = problem.RetryAfter, TraceParent = problem.TraceParent };
    }

    /// <summary>The answer that is a page.</summary>
    /// <param name="html">The page.</param>
    public static ApiAnswer Page(string html) => ApiAnswer.OfPage(html, PageRenderer.ContentSecurityPolicy);

    // What is no form is one without fields: the parameters that miss are told by name.
    private static async Task<IFormCollection> FormAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        if (!MediaTypeHeaderValue.TryParse(request.ContentType, out var type) || !type.MediaType.Equals("application/x-www-form-urlencoded", StringComparison.OrdinalIgnoreCase)) return FormCollection.Empty;
        try
        {
            return await new FormFeature(request, Limits).ReadFormAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (Exception error) when (error is InvalidDataException or IOException)
        {
            return FormCollection.Empty;
        }
    }
}
