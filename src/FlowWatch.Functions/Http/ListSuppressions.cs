using FlowWatch.Core.Suppressions;
using FlowWatch.Functions.Http.Answers;
using FlowWatch.Functions.Http.Api;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace FlowWatch.Functions.Http;

/// <summary><c>GET suppressions</c>: what is held back, those of the configuration first.</summary>
/// <param name="boundary">What every request passes.</param>
/// <param name="register">The suppressions.</param>
public sealed class ListSuppressions(ApiBoundary boundary, SuppressionRegister register)
{
    private static readonly TypedApiParameter<string> Status = ApiParameters.Choice("status", "Only those that hold, or only those that have expired.", SuppressionItem.Statuses);
    private static readonly TypedApiParameter<int> Top = ApiParameters.Top(100, 200);
    private static readonly TypedApiParameter<string> Continuation = ApiParameters.Continuation("[0-9]{1,6}");

    /// <summary>What it takes and answers.</summary>
    public static ApiOperation Operation { get; } = ApiOperation.Of<ListSuppressions>(
        "Lists suppressions with their hits: those of the configuration, then those that were added.",
        new ApiResponse(200, "A page of suppressions.", typeof(Page<SuppressionItem>))) with
    { Parameters = [TargetParameter.Filter, Status, Top, Continuation] };

    /// <summary>Answers.</summary>
    /// <param name="request">The request.</param>
    /// <param name="cancellationToken">The invocation is cancelled.</param>
    [Function(nameof(ListSuppressions))]
    public Task<IResult> RunAsync([HttpTrigger(AuthorizationLevel.Function, "get", Route = "suppressions")] HttpRequest request, CancellationToken cancellationToken) =>
        boundary.AnswerAsync(Operation, request, AnswerAsync, cancellationToken);

    private async Task<ApiAnswer> AnswerAsync(ApiCall call, CancellationToken cancellationToken)
    {
        string? target = null;
        if (call.Arguments.TryGet(TargetParameter.Filter, out var name))
        {
            if (!TargetParameter.TryFind(call.Settings, name, out var found, out var problem)) return problem;
            target = found.Name;
        }

        var status = call.Arguments.Or(Status, "");
        var all = (await register.ListAsync(cancellationToken).ConfigureAwait(false)).Select(SuppressionItem.Of)
            .Where(one => (target is null || one.MonitoredTarget is null || one.MonitoredTarget == target) && (status.Length == 0 || one.Status == status)).ToList();
        var first = int.Parse(call.Arguments.Or(Continuation, "0"), System.Globalization.CultureInfo.InvariantCulture);
        var items = all.Skip(first).Take(call.Arguments.Or(Top, 100)).ToList();
        var next = first + items.Count;
        return ApiAnswer.Ok(new Page<SuppressionItem>(items, next < all.Count ? call.NextLink((Continuation, ContinuationText.Of($"{next}"))) : null));
    }
}
