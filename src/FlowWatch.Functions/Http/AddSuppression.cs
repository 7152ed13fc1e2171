using FlowWatch.Core.Incidents;
using FlowWatch.Core.Suppressions;
using FlowWatch.Functions.Hosting;
using FlowWatch.Functions.Http.Answers;
using FlowWatch.Functions.Http.Api;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;

namespace FlowWatch.Functions.Http;

/// <summary><c>POST suppressions</c>: holds expected findings back from the next window that is judged. One that covers very much must be forced.</summary>
/// <param name="boundary">What every request passes.</param>
/// <param name="store">Those that were added.</param>
/// <param name="register">All of them.</param>
/// <param name="incidents">Resolves the open incidents it covers.</param>
/// <param name="time">Tells the time.</param>
/// <param name="logger">Is told what is held back from now on.</param>
public sealed class AddSuppression(ApiBoundary boundary, SuppressionStore store, SuppressionRegister register, SuppressedIncidents incidents, TimeProvider time, ILogger<AddSuppression> logger)
{
    /// <summary>What it takes and answers.</summary>
    public static ApiOperation Operation { get; } = ApiOperation.Of<AddSuppression>(
        "Adds a suppression; it needs name, owner, reason, expires and at least one of source, target, port and detection.",
        new ApiResponse(201, "It holds from the next window that is judged.", typeof(SuppressionItem), new Dictionary<string, string> { ["Location"] = "Path of the suppression.", ["ETag"] = "Its version, for If-Match." })) with
    {
        Body = new ApiBody(typeof(SuppressionRequest), "What is expected, who says so, why, and until when."),
        Problems = [ApiProblemType.SuppressionExists, ApiProblemType.TooManySuppressions, ApiProblemType.InvalidMember, ApiProblemType.TooBroad],
    };

    /// <summary>Answers.</summary>
    /// <param name="request">The request.</param>
    /// <param name="cancellationToken">The invocation is cancelled.</param>
    [Function(nameof(AddSuppression))]
    public Task<IResult> RunAsync([HttpTrigger(AuthorizationLevel.Function, "post", Route = "suppressions")] HttpRequest request, CancellationToken cancellationToken) =>
        boundary.AnswerAsync(Operation, request, AnswerAsync, cancellationToken);

    private async Task<ApiAnswer> AnswerAsync(ApiCall call, CancellationToken cancellationToken)
    {
        var (asked, now) = ((SuppressionRequest)call.Body!, time.GetUtcNow());
        if (SuppressionRequestReader.Read(asked, call.Settings.Targets, now, out var errors) is not { } suppression) return ApiAnswer.InvalidMembers(errors);
        var reasons = SuppressionBreadth.Reasons(suppression, now);
        if (reasons.Count > 0 && !asked.Force) return ApiAnswer.Problem(ApiProblemType.TooBroad, $"Not added, because {string.Join("; ", reasons)}. Make it narrower or let it end sooner, or say \"force\": true.", new Dictionary<string, IReadOnlyList<string>> { ["force"] = reasons });
        var (outcome, stored) = await store.AddAsync(suppression, asked.CreatedBy ?? suppression.Owner, cancellationToken).ConfigureAwait(false);
        if (outcome == SuppressionAddition.NameTaken) return ApiAnswer.Problem(ApiProblemType.SuppressionExists, $"There is a suppression of that name for the same targets: {suppression.Id}. Remove it first, or choose another name.");
        if (outcome == SuppressionAddition.TooMany) return ApiAnswer.Problem(ApiProblemType.TooManySuppressions, $"There are {SuppressionStore.Most} already. Remove those that have expired, or raise a threshold instead.");
        if (await register.FindAsync(suppression.Id!, cancellationToken).ConfigureAwait(false) is not { } listed) return ApiAnswer.Problem(ApiProblemType.Changed, "It was added, and removed by another request since.");
        foreach (var target in call.Settings.Targets.Where(target => suppression.MonitoredTarget is null || suppression.MonitoredTarget == target.Name)) await incidents.ApplyAsync(target, [suppression], cancellationToken).ConfigureAwait(false);
        HostLog.SuppressionAdded(logger, suppression.Id!, call.Trace.TraceId.ToString());
        return ApiAnswer.Created(SuppressionItem.Of(listed), call.PathOf(Operation.Route, $"suppressions/{suppression.Id}")) with { EntityTag = EntityTags.Of(stored!.Version) };
    }
}
