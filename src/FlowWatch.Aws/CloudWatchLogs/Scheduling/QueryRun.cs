using Amazon.CloudWatchLogs;
using Amazon.CloudWatchLogs.Model;
using FlowWatch.Core.Targets;
using Microsoft.Extensions.Logging;

namespace FlowWatch.Aws.CloudWatchLogs.Scheduling;

/// <summary>One query on its way: waits for a place, is started, asked for, tried again where that may help, and stopped where nobody waits.</summary>
internal sealed class QueryRun
{
    // What is left to say goodbye: a query that runs on costs money, but nobody shall wait long for its end.
    private static readonly TimeSpan StopWithin = TimeSpan.FromSeconds(5);

    // Right after its start a query may not be known everywhere yet.
    private const int UnknownQueryAsks = 3;

    private readonly InsightsRequest request;
    private readonly IAmazonCloudWatchLogs logs;
    private readonly QueryLane lane;
    private readonly InsightsSettings settings;
    private readonly Jitter jitter;
    private readonly TimeProvider time;
    private readonly ILogger logger;
    private readonly long asked;

    private int started;
    private int failures;
    private int failedRuns;
    private TimeSpan waited;
    private InsightsStatistics statistics = InsightsStatistics.None;
    private InsightsProblem? last;

    public QueryRun(InsightsRequest request, IAmazonCloudWatchLogs logs, QueryLane lane, InsightsSettings settings, Jitter jitter, TimeProvider time, ILogger logger)
    {
        (this.request, this.logs, this.lane, this.settings) = (request, logs, lane, settings);
        (this.jitter, this.time, this.logger) = (jitter, time, logger);
        asked = time.GetTimestamp();
    }

    private string Target => request.Target.Name;

    /// <summary>Runs it to its end.</summary>
    public async Task<InsightsResult> RunAsync(CancellationToken cancellationToken)
    {
        // The deadline is the query's own: the wait for its first turn does not count.
        var place = await lane.Slots.AcquireAsync(request.Turn ?? Target, again: false, cancellationToken).ConfigureAwait(false);
        using var deadline = new CancellationTokenSource(settings.QueryDeadline, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, deadline.Token);
        try
        {
            while (true)
            {
                if (await AttemptAsync(either.Token, cancellationToken).ConfigureAwait(false) is { } result) return result;

                // Others may use the place while this one pauses.
                place.Dispose();
                var pause = jitter.Backoff(failures);
                SchedulingLog.QueryTriedAgain(logger, request.Name, Target, last!.Message, pause);
                await Task.Delay(pause, time, either.Token).ConfigureAwait(false);
                place = await lane.Slots.AcquireAsync(request.Turn ?? Target, again: true, either.Token).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested && deadline.IsCancellationRequested)
        {
            return TimeIsUp();
        }
        finally
        {
            place.Dispose();
        }
    }

    // One start, and asking until the end; null where it is to be tried again.
    private async Task<InsightsResult?> AttemptAsync(CancellationToken either, CancellationToken caller)
    {
        await lane.Starts.WaitAsync(either).ConfigureAwait(false);
        if (await StartAsync(either, caller).ConfigureAwait(false) is not { } queryId) return last!.Step == InsightsStep.GiveUp ? Result(last) : null;

        var done = false;
        try
        {
            var response = await AskAsync(queryId, either).ConfigureAwait(false);
            done = response is not null;
            return response is null ? Result(last!) : End(response);
        }
        finally
        {
            if (!done) await StopAsync(queryId).ConfigureAwait(false);
        }
    }

    // The id of a query that runs; null where it did not start, and why is in last.
    private async Task<string?> StartAsync(CancellationToken either, CancellationToken caller)
    {
        // Not to be cancelled half-way: AWS may have begun it by then, and without its id nobody could stop it.
        var start = logs.StartQueryAsync(
            new StartQueryRequest
            {
                LogGroupName = request.Target.LogGroup,
                QueryString = request.QueryText,
                StartTime = request.FromInclusive,
                EndTime = request.ToInclusive,
                Limit = request.Limit,
            },
            CancellationToken.None);
        try
        {
            var response = await start.WaitAsync(either).ConfigureAwait(false);
            if (string.IsNullOrEmpty(response.QueryId))
            {
                // Whatever answered, it was not CloudWatch Logs as it is meant to be; the query may run, and nobody can ask for it.
                failures++;
                Note(new InsightsProblem(InsightsStep.TryAgain, InsightsOutcome.Unavailable, $"logs:StartQuery on {request.Target.LogGroup}: the answer names no query."));
                return null;
            }

            if (started++ == 0) waited = time.GetElapsedTime(asked);
            failures = 0;
            SchedulingLog.QueryStarted(logger, request.Name, Target, response.QueryId, waited);
            return response.QueryId;
        }
        catch (OperationCanceledException) when (either.IsCancellationRequested)
        {
            await StopOnceStartedAsync(start).ConfigureAwait(false);
            throw;
        }
        catch (Exception error) when (!caller.IsCancellationRequested)
        {
            Note(InsightsProblems.Of(error, "logs:StartQuery", request.Target.LogGroup, ++failures, runs: false));
            return null;
        }
    }

    private void Note(InsightsProblem problem)
    {
        last = problem;
        switch (problem.Step)
        {
            case InsightsStep.SlowDown:
                lane.Starts.SlowDown();
                break;
            case InsightsStep.NoRoom:
                lane.Slots.Narrow(refused: 1);
                SchedulingLog.NoRoomForQuery(logger, request.Target.Account, request.Target.Region, lane.Slots.Allowed);
                break;
            case InsightsStep.TryAgain when problem.Outcome == InsightsOutcome.Unavailable:
                // It may have been started, and may be charged.
                started++;
                break;
            case InsightsStep.GiveUp when problem.Outcome == InsightsOutcome.Malformed:
                SchedulingLog.QueryMalformed(logger, request.Name, Target, problem.Message);
                break;
        }
    }

    // The answer that ended the query; null where asking must end without one, and why is in last.
    private async Task<GetQueryResultsResponse?> AskAsync(string queryId, CancellationToken either)
    {
        var pace = lane.Pace(request.Name);
        var (pause, begun, unknown) = (pace.First, time.GetTimestamp(), 0);
        while (true)
        {
            await Task.Delay(pause, time, either).ConfigureAwait(false);
            await lane.Asks.WaitAsync(either).ConfigureAwait(false);
            try
            {
                var response = await logs.GetQueryResultsAsync(new GetQueryResultsRequest { QueryId = queryId }, either).ConfigureAwait(false);
                var elapsed = time.GetElapsedTime(begun);
                failures = 0;
                statistics = QueryAnswer.Statistics(response);
                if (response.Status == QueryStatus.Complete) pace.Learn(elapsed);
                if (IsEnd(response.Status)) return response;
                pause = PollingPace.Next(elapsed, jitter.Next());
            }
            catch (ResourceNotFoundException error)
            {
                last = new InsightsProblem(InsightsStep.GiveUp, InsightsOutcome.Failed, $"AWS no longer knows the query. {AwsErrorText.Clean(error.Message)}");
                if (++unknown >= UnknownQueryAsks) return null;
                pause = jitter.Backoff(unknown);
            }
            catch (Exception error) when (!either.IsCancellationRequested)
            {
                last = InsightsProblems.Of(error, "logs:GetQueryResults", request.Target.LogGroup, ++failures, runs: true);
                if (last.Step == InsightsStep.GiveUp) return null;
                if (last.Step == InsightsStep.SlowDown) lane.Asks.SlowDown();
                pause = jitter.Backoff(failures);
            }
        }
    }

    // Anything that AWS may add to its statuses is no end: the deadline is.
    private static bool IsEnd(QueryStatus? status) =>
        status == QueryStatus.Complete || status == QueryStatus.Failed || status == QueryStatus.Cancelled || status == QueryStatus.Timeout;

    private InsightsResult? End(GetQueryResultsResponse response)
    {
        if (response.Status == QueryStatus.Complete) return Result(InsightsOutcome.Complete, null) with { Rows = QueryAnswer.Rows(response) };
        if (response.Status == QueryStatus.Cancelled) return Result(InsightsOutcome.Cancelled, $"Somebody stopped the query '{request.Name}' of {Target} at AWS.");
        if (response.Status == QueryStatus.Timeout) return Result(InsightsOutcome.TimedOut, $"AWS ended the query '{request.Name}' of {Target}, which ran for longer than AWS allows.");

        // AWS gives no reason. Once it may be chance.
        last = new InsightsProblem(InsightsStep.TryAgain, InsightsOutcome.Failed, $"AWS gave the query '{request.Name}' of {Target} up and tells no reason.");
        failures = ++failedRuns;
        return failedRuns < 2 ? null : Result(last);
    }

    private InsightsResult TimeIsUp()
    {
        var limit = $"{settings.QueryDeadline.TotalSeconds:0} seconds";
        return last is { } problem && failures > 0
            ? Result(problem with { Message = $"{problem.Message}; still after {limit}." })
            : Result(InsightsOutcome.TimedOut, $"The query '{request.Name}' of {Target} took longer than {limit} and was stopped.");
    }

    private InsightsResult Result(InsightsProblem problem) => Result(problem.Outcome, problem.Message) with { Action = problem.Action };

    private InsightsResult Result(InsightsOutcome outcome, string? message) => new()
    {
        Outcome = outcome,
        Statistics = statistics,
        QueriesStarted = started,
        Waited = started > 0 ? waited : time.GetElapsedTime(asked),
        Message = message,
    };

    private async Task StopOnceStartedAsync(Task<StartQueryResponse> start)
    {
        using var patience = new CancellationTokenSource(StopWithin, time);
        try
        {
            var response = await start.WaitAsync(patience.Token).ConfigureAwait(false);
            started++;
            await StopAsync(response.QueryId).ConfigureAwait(false);
        }
        catch (Exception error)
        {
            SchedulingLog.QueryNotStopped(logger, request.Name, Target, "not known", AwsFailures.From(error, "logs:StartQuery", "").Message);
        }
    }

    private async Task StopAsync(string queryId)
    {
        using var patience = new CancellationTokenSource(StopWithin, time);
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await logs.StopQueryAsync(new StopQueryRequest { QueryId = queryId }, patience.Token).ConfigureAwait(false);
                return;
            }
            catch (InvalidParameterException)
            {
                // It has ended by itself.
                return;
            }
            catch (Exception error)
            {
                var problem = InsightsProblems.Of(error, "logs:StopQuery", request.Target.LogGroup, attempt, runs: true);
                if (problem.Step == InsightsStep.GiveUp || patience.IsCancellationRequested || !await PausedAsync(jitter.Backoff(attempt), patience.Token).ConfigureAwait(false))
                {
                    SchedulingLog.QueryNotStopped(logger, request.Name, Target, queryId, problem.Message);
                    return;
                }
            }
        }
    }

    private async Task<bool> PausedAsync(TimeSpan pause, CancellationToken cancellationToken)
    {
        await Task.Delay(pause, time, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return !cancellationToken.IsCancellationRequested;
    }
}
