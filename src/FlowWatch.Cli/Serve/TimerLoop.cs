using FlowWatch.Core.State;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Hosting;
using NCrontab;

namespace FlowWatch.Cli.Serve;

/// <summary>
/// Fires timers by their schedules, in UTC. A function never overlaps itself; what was missed while it ran, or while the machine slept, is
/// one run that is past due. A run that fails does not hold the schedule back.
/// </summary>
/// <param name="functions">The functions.</param>
/// <param name="options">Other schedules, and whether they fire at the start.</param>
/// <param name="services">What the functions are made with.</param>
/// <param name="time">Tells the time.</param>
/// <param name="output">Is told of failures.</param>
/// <param name="lifetime">Says when the host has started, and when it begins to stop: before this service is told.</param>
internal sealed class TimerLoop(FunctionInventory functions, ServeOptions options, IServiceProvider services, TimeProvider time, ServeOutput output, IHostApplicationLifetime lifetime) : BackgroundService
{
    /// <summary>The longest wait at once: a machine that slept has the wall clock ahead of its timers.</summary>
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(15);

    /// <summary>From when on a run counts as past due.</summary>
    private static readonly TimeSpan Late = TimeSpan.FromMinutes(1);

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // A host that cannot listen ends at once, and should not have judged anything.
        if (await IsStartedAsync(stoppingToken).ConfigureAwait(false)) await Task.WhenAll(functions.Timers.Select(function => LoopAsync(function, stoppingToken))).ConfigureAwait(false);
    }

    private async Task<bool> IsStartedAsync(CancellationToken stopping)
    {
        var started = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
        using (lifetime.ApplicationStarted.Register(() => started.TrySetResult(true)))
        using (stopping.Register(() => started.TrySetResult(false))) return await started.Task.ConfigureAwait(false);
    }

    private async Task LoopAsync(TimerFunction function, CancellationToken stopping)
    {
        var schedule = CrontabSchedule.Parse(options.Schedules.GetValueOrDefault(function.Name, function.Schedule), new CrontabSchedule.ParseOptions { IncludingSeconds = true });
        try
        {
            var last = time.GetUtcNow();
            if (options.FireAtStart) await FireAsync(function, isPastDue: true, stopping).ConfigureAwait(false);
            while (true)
            {
                var next = new DateTimeOffset(schedule.GetNextOccurrence(last.UtcDateTime), TimeSpan.Zero);
                // The time is read once: between two readings it may pass the next firing, and there is no waiting backwards.
                while (next - time.GetUtcNow() is var wait && wait > TimeSpan.Zero) await Task.Delay(Shorter(wait), time, stopping).ConfigureAwait(false);
                if (IsStopping(stopping)) return;
                last = time.GetUtcNow();
                await FireAsync(function, last - next > Late, stopping).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException) when (IsStopping(stopping))
        {
            // The host stops.
        }
    }

    // Runs end when the host begins to stop; the token of this service follows only after requests in progress were answered.
    private bool IsStopping(CancellationToken stopping) => stopping.IsCancellationRequested || lifetime.ApplicationStopping.IsCancellationRequested;

    private static TimeSpan Shorter(TimeSpan wait) => wait < LongestWait ? wait : LongestWait;

    private async Task FireAsync(TimerFunction function, bool isPastDue, CancellationToken stopping)
    {
        try
        {
            await FunctionCall.RunAsync(services, function.Code, new TimerInfo { IsPastDue = isPastDue }, stopping).ConfigureAwait(false);
        }
        catch (StateException error)
        {
            output.Warn($"{output.Now} error: {function.Name}: {error.Message} It tries again when its timer fires next.");
        }
        catch (Exception error) when (error is not OperationCanceledException || !IsStopping(stopping))
        {
            output.Warn($"{output.Now} error: {function.Name} failed, a bug in FlowWatch: {error.GetType().Name}: {error.Message.Split('\n')[0]}");
        }
    }
}
