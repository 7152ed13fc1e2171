using FlowWatch.Core.Checks;
using FlowWatch.Core.Configuration;
using FlowWatch.Core.Windows;
using FlowWatch.Functions.Http.Answers;
using FlowWatch.Functions.Http.Api;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace FlowWatch.Functions.Http;

/// <summary><c>GET targets</c>: what is watched, in the order of the configuration.</summary>
/// <param name="boundary">What every request passes.</param>
/// <param name="reading">The settings.</param>
/// <param name="ledger">How far checks have come.</param>
public sealed class ListTargets(ApiBoundary boundary, SettingsReading reading, WindowLedger ledger)
{
    private static readonly TypedApiParameter<int> Top = ApiParameters.Top(100, 200);
    private static readonly TypedApiParameter<string> Continuation = ApiParameters.Continuation("[0-9]{1,6}");

    /// <summary>What it takes and answers.</summary>
    public static ApiOperation Operation { get; } = ApiOperation.Of<ListTargets>(
        "Lists what is watched, how far each check has come with it, and what is left out and why.",
        new ApiResponse(200, "A page of targets.", typeof(Page<TargetItem>))) with
    { Parameters = [Top, Continuation] };

    /// <summary>Answers.</summary>
    /// <param name="request">The request.</param>
    /// <param name="cancellationToken">The invocation is cancelled.</param>
    [Function(nameof(ListTargets))]
    public Task<IResult> RunAsync([HttpTrigger(AuthorizationLevel.Function, "get", Route = "targets")] HttpRequest request, CancellationToken cancellationToken) =>
        boundary.AnswerAsync(Operation, request, AnswerAsync, cancellationToken);

    private async Task<ApiAnswer> AnswerAsync(ApiCall call, CancellationToken cancellationToken)
    {
        var first = int.Parse(call.Arguments.Or(Continuation, "0"), System.Globalization.CultureInfo.InvariantCulture);
        var top = call.Arguments.Or(Top, 100);
        var items = new List<TargetItem>();
        foreach (var target in reading.Targets.Skip(first).Take(top)) items.Add(await ItemAsync(target, cancellationToken).ConfigureAwait(false));
        var next = first + items.Count;
        return ApiAnswer.Ok(new Page<TargetItem>(items, next < reading.Targets.Count ? call.NextLink((Continuation, ContinuationText.Of($"{next}"))) : null));
    }

    private async Task<TargetItem> ItemAsync(TargetReading target, CancellationToken cancellationToken)
    {
        var checks = new List<TargetProgress>();
        foreach (var check in target.Target is null ? [] : CheckRunnerOptions.Checks)
        {
            checks.Add(new TargetProgress(check, (await ledger.PositionAsync(target.Name, check, cancellationToken).ConfigureAwait(false))?.Watermark));
        }

        return new TargetItem
        {
            Name = target.Name,
            IsWatched = target.Target is not null,
            Problems = [.. target.Problems.Select(problem => problem.ToString())],
            Environment = target.Target?.Environment,
            Account = target.Target?.Account,
            Region = target.Target?.Region,
            LogGroup = target.Target is { Folder: null } watched ? watched.LogGroup : null,
            Folder = target.Target?.Folder,
            VpcIds = target.Target?.VpcIds ?? [],
            Checks = checks,
        };
    }
}
