using System.Collections.Concurrent;
using System.Diagnostics;
using System.Threading.Channels;
using FlowWatch.Core.Runs;
using FlowWatch.Core.State;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace FlowWatch.Functions.Hosting;

/// <summary>Runs, one after the other, what was asked for over HTTP, after the answer was given. What a stopping host has not begun is marked as cancelled; its windows are due as before.</summary>
public sealed class BackgroundRuns : BackgroundService
{
    /// <summary>The most runs that wait.</summary>
    public const int MaximumWaiting = 16;

    private readonly Channel<RequestedRun> waiting = Channel.CreateBounded<RequestedRun>(new BoundedChannelOptions(MaximumWaiting) { SingleReader = true });
    private readonly ConcurrentDictionary<string, bool> taken = new();
    private readonly CheckRuns checks;
    private readonly RunStore runs;
    private readonly TimeProvider time;
    private readonly ILogger<BackgroundRuns> logger;

    /// <summary>The background runs of a host.</summary>
    /// <param name="checks">Runs them.</param>
    /// <param name="runs">Remembers them.</param>
    /// <param name="time">Tells the time.</param>
    /// <param name="logger">Is told of runs that break off.</param>
    public BackgroundRuns(CheckRuns checks, RunStore runs, TimeProvider time, ILogger<BackgroundRuns> logger)
    {
        this.checks = checks;
        this.runs = runs;
        this.time = time;
        this.logger = logger;
    }

    /// <summary>Takes a run that is remembered already. One that is taken is not taken twice.</summary>
    /// <param name="run">The run.</param>
    /// <param name="trace">The trace it belongs to.</param>
    /// <returns>False where too many wait, or the host is stopping.</returns>
    public bool TryTake(RunRecord run, ActivityContext trace)
    {
        ArgumentNullException.ThrowIfNull(run);
        if (!taken.TryAdd(run.Id, true)) return true;
        if (waiting.Writer.TryWrite(new RequestedRun(run, trace))) return true;
        taken.TryRemove(run.Id, out _);
        return false;
    }

    /// <inheritdoc/>
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        waiting.Writer.TryComplete();
        await base.StopAsync(cancellationToken).ConfigureAwait(false);
        while (waiting.Reader.TryRead(out var left)) await CancelAsync(left.Run).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested && await WaitAsync(stoppingToken).ConfigureAwait(false))
        {
            while (!stoppingToken.IsCancellationRequested && waiting.Reader.TryRead(out var requested)) await RunAsync(requested, stoppingToken).ConfigureAwait(false);
        }
    }

    private async Task<bool> WaitAsync(CancellationToken stopping)
    {
        try
        {
            return await waiting.Reader.WaitToReadAsync(stopping).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    private async Task RunAsync(RequestedRun requested, CancellationToken stopping)
    {
        var run = requested.Run;
        try
        {
            await checks.RunAsync(run.Id, run.Check, run.Trigger, requested.Trace, stopping).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            // The host stops, whether or not this service was told so already.
            await CancelAsync(run).ConfigureAwait(false);
        }
#pragma warning disable CA1031 // A run that breaks, however it does, must not end the runs after it; it is logged with its trace.
        catch (Exception error)
#pragma warning restore CA1031
        {
            HostLog.RunBroken(logger, run.Id, run.Check, run.TraceId, error);
        }
        finally
        {
            taken.TryRemove(run.Id, out _);
        }
    }

    private async Task CancelAsync(RunRecord run)
    {
        try
        {
            await runs.SaveAsync(run with { Status = RunStatus.Cancelled, FinishedAt = time.GetUtcNow() }, CancellationToken.None).ConfigureAwait(false);
        }
        catch (StateException error)
        {
            HostLog.RunBroken(logger, run.Id, run.Check, run.TraceId, error);
        }
    }
}
