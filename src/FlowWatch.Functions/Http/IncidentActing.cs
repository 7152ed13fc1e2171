using FlowWatch.Core.Incidents;
using FlowWatch.Functions.Hosting;
using FlowWatch.Functions.Http.Answers;
using FlowWatch.Functions.Http.Api;
using Microsoft.Extensions.Logging;

namespace FlowWatch.Functions.Http;

/// <summary>What acknowledging, resolving and reopening have in common.</summary>
/// <param name="incidents">The incidents.</param>
/// <param name="actions">Acts on them.</param>
/// <param name="logger">Is told what was done.</param>
public sealed class IncidentActing(IncidentStore incidents, IncidentActions actions, ILogger<IncidentActing> logger)
{
    /// <summary>An operation that acts, from its name, route and summary.</summary>
    /// <param name="operation">The operation.</param>
    internal static ApiOperation Complete(ApiOperation operation) => operation with
    {
        Parameters = [IncidentParameter.Id, EntityTags.IfMatch],
        Body = new ApiBody(typeof(IncidentRequest), "Who acts, why, and to resolve what it turned out to be."),
        Problems = [ApiProblemType.NotFound, ApiProblemType.IncidentStatus, ApiProblemType.Changed, ApiProblemType.InvalidMember],
    };

    /// <summary>The answer when it is done.</summary>
    internal static ApiResponse Done { get; } = new(200, "It is done; the incident as it is now.", typeof(IncidentDetails), new Dictionary<string, string> { ["ETag"] = "Its new version, for If-Match." });

    /// <summary>Acts.</summary>
    /// <param name="call">The request.</param>
    /// <param name="what">What is done.</param>
    /// <param name="cancellationToken">The invocation is cancelled.</param>
    public async Task<ApiAnswer> ActAsync(ApiCall call, IncidentEvent what, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(call);
        var id = call.Arguments.Required(IncidentParameter.Id);
        if (await incidents.FindAsync(id, cancellationToken).ConfigureAwait(false) is not { } before) return IncidentParameter.None;
        if (!EntityTags.IsMeant(call.Arguments, before.Version)) return Stale;
        var version = call.Arguments.Or(EntityTags.IfMatch, "*") == "*" ? null : before.Version;
        if (IncidentRequestReader.Read((IncidentRequest)call.Body!, what, version, out var errors) is not { } action) return ApiAnswer.InvalidMembers(errors);
        var change = await actions.ActAsync(id, action, cancellationToken).ConfigureAwait(false);
        switch (change.Outcome)
        {
            case IncidentOutcome.NotFound:
                return IncidentParameter.None;
            case IncidentOutcome.Stale:
                return Stale;
            case IncidentOutcome.NotAllowed:
                var allowed = IncidentTransitions.ActionsOf(change.Incident!.Status).Select(IncidentWords.Of);
                return ApiAnswer.Problem(ApiProblemType.IncidentStatus, $"It is {IncidentWords.Of(change.Incident.Status)}: {IncidentWords.Of(what)} is not possible; there are {string.Join(" and ", allowed)}.");
            default:
                HostLog.IncidentChanged(logger, id, IncidentWords.Of(change.Incident!.Status), call.Trace.TraceId.ToString());
                return ApiAnswer.Ok(IncidentDetails.Of(change.Incident)) with { EntityTag = EntityTags.Of(change.Incident.Version) };
        }
    }

    private static ApiAnswer Stale => ApiAnswer.Problem(ApiProblemType.Changed, "It is not the version that If-Match names any more. Read it again and decide anew.");
}
