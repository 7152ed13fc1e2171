using System.Diagnostics;
using FlowWatch.Core.Configuration;
using FlowWatch.Core.State;
using FlowWatch.Core.Targets;
using FlowWatch.Functions.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace FlowWatch.Functions.Http.Api;

/// <summary>
/// What every request passes: it gets a trace, its parameters are read, and whatever goes wrong becomes a problem. The Functions host has no
/// pipeline of its own for that, and an exception that leaves a function may leave its caller waiting.
/// </summary>
public sealed class ApiBoundary
{
    private static readonly TimeSpan WhenStateIsBack = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan WhenAnotherHostIsThere = TimeSpan.FromSeconds(10);

    private readonly SettingsReading reading;
    private readonly IHostApplicationLifetime lifetime;
    private readonly ILogger<ApiBoundary> logger;

    /// <summary>The boundary of a host.</summary>
    /// <param name="reading">The settings.</param>
    /// <param name="lifetime">Says when the host stops.</param>
    /// <param name="logger">Is told what went wrong.</param>
    public ApiBoundary(SettingsReading reading, IHostApplicationLifetime lifetime, ILogger<ApiBoundary> logger)
    {
        this.reading = reading;
        this.lifetime = lifetime;
        this.logger = logger;
    }

    /// <summary>Answers a request.</summary>
    /// <param name="operation">What is asked.</param>
    /// <param name="request">The request.</param>
    /// <param name="answer">Answers it, once its parameters are known to be good.</param>
    /// <param name="cancellationToken">The invocation is cancelled.</param>
    public async Task<IResult> AnswerAsync(ApiOperation operation, HttpRequest request, Func<ApiCall, CancellationToken, Task<ApiAnswer>> answer, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(operation);
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(answer);
        using var activity = Traces.Begin($"{operation.Method} {operation.Route}", ActivityKind.Server, Parent(request));
        using var stopping = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, lifetime.ApplicationStopping, request.HttpContext.RequestAborted);
        var result = await GuardedAsync(operation, request, answer, activity, stopping.Token).ConfigureAwait(false);
        activity.SetTag("http.request.method", operation.Method).SetTag("http.route", operation.Route).SetTag("http.response.status_code", result.Status);
        if (result.Status >= StatusCodes.Status500InternalServerError) activity.SetStatus(ActivityStatusCode.Error);
        return result with { TraceParent = activity.Id };
    }

    /// <summary>Answers a request that no operation takes.</summary>
    /// <param name="context">The request.</param>
    /// <param name="problem">What to answer.</param>
    public static async Task RefuseAsync(HttpContext context, ApiAnswer problem)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(problem);
        using var activity = Traces.Begin("refuse", ActivityKind.Server, Parent(context.Request));
        await (problem with { TraceParent = activity.Id }).ExecuteAsync(context).ConfigureAwait(false);
    }

    private async Task<ApiAnswer> GuardedAsync(ApiOperation operation, HttpRequest request, Func<ApiCall, CancellationToken, Task<ApiAnswer>> answer, Activity activity, CancellationToken stopping)
    {
        try
        {
            if (IsOfAnotherSite(request)) return ApiAnswer.Problem(ApiProblemType.CrossSite, "Nothing was changed. Open the dashboard and send the form from there.");
            operation = operation.For(request);
            var arguments = ApiArguments.Read(operation, request, out var errors);
            if (operation.Parameters.FirstOrDefault(parameter => parameter.Place == ApiPlace.Path && errors.ContainsKey(parameter.Name)) is { } inPath) return ApiAnswer.Problem(ApiProblemType.NotFound, $"{inPath.Name}: {errors[inPath.Name][0]}.");
            if (errors.Count > 0) return ApiAnswer.Invalid(errors);
            if (operation.NeedsConfiguration && !reading.IsUsable) return Unusable();
            var (body, unreadable) = operation.Body is { } expected ? await expected.ReadAsync(request, stopping).ConfigureAwait(false) : (null, null);
            if (unreadable is not null) return unreadable;
            return await answer(new ApiCall(request, arguments, reading.Settings ?? new FlowWatchSettings(), activity.Context) { Body = body }, stopping).ConfigureAwait(false);
        }
        catch (StateException error)
        {
            HostLog.RequestWithoutState(logger, operation.Method, operation.Route, activity.TraceId.ToString(), error.Message);
            return ApiAnswer.Problem(ApiProblemType.StateUnavailable, error.Message) with { RetryAfter = WhenStateIsBack };
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            return ApiAnswer.Problem(ApiProblemType.Stopping, "The request was cancelled, or the host is stopping. Ask again.") with { RetryAfter = WhenAnotherHostIsThere };
        }
#pragma warning disable CA1031 // The last place: an exception that leaves a function may leave its caller waiting for an answer that never comes.
        catch (Exception error)
#pragma warning restore CA1031
        {
            HostLog.RequestFailed(logger, operation.Method, operation.Route, activity.TraceId.ToString(), error);
            return ApiAnswer.Problem(ApiProblemType.Internal, "A bug in FlowWatch. The log has more under this trace id.");
        }
    }

    // No cookie is set, so no browser sends the key by itself; a gateway before the app may send it, though, for whoever signed in there. The
    // Origin cannot tell: pages have the policy no-referrer, which makes it null even for their own forms.
    private static bool IsOfAnotherSite(HttpRequest request) =>
        !HttpMethods.IsGet(request.Method) && request.Headers["Sec-Fetch-Site"].ToString() is not ("" or "same-origin" or "none");

    private ApiAnswer Unusable() => ApiAnswer.Problem(
        ApiProblemType.ConfigurationInvalid,
        "Correct the settings and restart the host. The errors are listed by setting.",
        reading.Problems.GroupBy(problem => problem.Path.Length == 0 ? "configuration" : problem.Path).ToDictionary(group => group.Key, group => (IReadOnlyList<string>)[.. group.Select(problem => problem.Message)]));

    // What a host has begun already knows the caller's trace; where it began nothing, the caller's header tells.
    private static ActivityContext Parent(HttpRequest request) =>
        Activity.Current is null && ActivityContext.TryParse(request.Headers.TraceParent, request.Headers.TraceState, isRemote: true, out var parent) ? parent : default;
}
