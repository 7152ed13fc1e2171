using FlowWatch.Core.State;
using FlowWatch.Core.Windows;

namespace FlowWatch.Core.Checks;

/// <summary>Keeps a lease alive while a window is judged, and stops the judging when the lease is lost.</summary>
internal sealed class HeldLease : IAsyncDisposable
{
    private readonly CancellationTokenSource judging;
    private readonly CancellationTokenSource renewing = new();
    private readonly Task renewal;
    private WindowLease? lease;

    public HeldLease(WindowLedger ledger, WindowLease lease, WindowOptions options, TimeProvider time, CancellationToken stopping)
    {
        this.lease = lease;
        judging = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        renewal = RenewAsync(ledger, options, time);
    }

    /// <summary>Cancelled when the host stops or the lease is lost.</summary>
    public CancellationToken Token => judging.Token;

    /// <summary>Stops renewing.</summary>
    /// <returns>The lease as it is now; null where it was lost.</returns>
    public async Task<WindowLease?> StopAsync()
    {
        await renewing.CancelAsync().ConfigureAwait(false);
        await renewal.ConfigureAwait(false);
        return lease;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await StopAsync().ConfigureAwait(false);
        judging.Dispose();
        renewing.Dispose();
    }

    private async Task RenewAsync(WindowLedger ledger, WindowOptions options, TimeProvider time)
    {
        using var timer = new PeriodicTimer(options.Lease / 3, time);
        try
        {
            while (await timer.WaitForNextTickAsync(renewing.Token).ConfigureAwait(false))
            {
                try
                {
                    lease = await ledger.RenewAsync(lease!, options, CancellationToken.None).ConfigureAwait(false);
                }
                catch (StateException)
                {
                    // The state may be back before the lease runs out.
                    continue;
                }

                if (lease is not null) continue;
                await judging.CancelAsync().ConfigureAwait(false);
                return;
            }
        }
        catch (OperationCanceledException)
        {
            // Judging is over.
        }
    }
}
