using FlowWatch.Core.Dashboard;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace FlowWatch.Functions.Http.Api;

/// <summary>What every request for a page passes besides <see cref="ApiBoundary"/>: links carry the key on, forms of other sites are refused, and problems are pages.</summary>
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
        var result = await boundary.AnswerAsync(operation, request, (call, stopping) => IsOfAnotherSite(request) ? Task.FromResult(Refusal()) : answer(call, links, stopping), cancellationToken).ConfigureAwait(false);
        if (result is not ApiAnswer { ProblemType: { } type } problem) return result;
        var page = await PageRenderer.ProblemAsync(type.Title, problem.Detail!, problem.TraceParent?.Split('-')[1], links).ConfigureAwait(false);
        return ApiAnswer.OfPage(page, PageRenderer.ContentSecurityPolicy, problem.Status) with { RetryAfter = problem.RetryAfter, TraceParent = problem.TraceParent };
    }

    /// <summary>The answer that is a page.</summary>
    /// <param name="html">The page.</param>
    public static ApiAnswer Page(string html) => ApiAnswer.OfPage(html, PageRenderer.ContentSecurityPolicy);

    // No cookie is set, so no browser sends the key by itself; a gateway before the app may send it, though, for whoever signed in there. The
    // Origin cannot tell: pages have the policy no-referrer, which makes it null even for their own forms.
    private static bool IsOfAnotherSite(HttpRequest request) =>
        !HttpMethods.IsGet(request.Method) && request.Headers["Sec-Fetch-Site"].ToString() is not ("" or "same-origin" or "none");

    private static ApiAnswer Refusal() => ApiAnswer.Problem(ApiProblemType.CrossSite, "Nothing was changed. Open the dashboard and send the form from there.");

    // What is no form is one without fields: the parameters that miss are told by name.
    private static async Task<IFormCollection> FormAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        if (request.ContentType?.StartsWith("application/x-www-form-urlencoded", StringComparison.OrdinalIgnoreCase) != true) return FormCollection.Empty;
        try
        {
            return await new FormFeature(request, Limits).ReadFormAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (Exception error) when (error is InvalidDataException or BadHttpRequestException)
        {
            return FormCollection.Empty;
        }
    }
}
