using FlowWatch.Core.Incidents;
using FlowWatch.Core.State;
using FlowWatch.Core.Targets;

namespace FlowWatch.Core.Alerts.Outbox;

/// <summary>
/// Sends the notices that are due: stored before, gone once accepted. One host at a time; a host that dies in between leaves what it did not
/// send, and at the worst something is sent twice with the same id.
/// </summary>
public sealed class OutboxDispatch : IDisposable
{
    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(2);

    private readonly SemaphoreSlim gate = new(1);
    private readonly NoticeStore notices;
    private readonly IncidentStore incidents;
    private readonly OutboxStore outbox;
    private readonly SentAlertStore sent;
    private readonly OutboxTargets known;
    private readonly IAlertChannels channels;
    private readonly AlertSettings settings;
    private readonly TimeProvider time;
    private readonly string owner;
    private readonly int seed;

    /// <summary>The dispatch of a host.</summary>
    /// <param name="state">Where everything is remembered.</param>
    /// <param name="channels">Who tells people.</param>
    /// <param name="settings">How people are told.</param>
    /// <param name="time">Tells the time.</param>
    /// <param name="owner">Names this host in leases.</param>
    /// <param name="seed">Spreads the tries of hosts.</param>
    public OutboxDispatch(IStateStore state, IAlertChannels channels, AlertSettings settings, TimeProvider time, string owner, int seed)
    {
        (notices, incidents, outbox, sent, known) = (new NoticeStore(state), new IncidentStore(state), new OutboxStore(state), new SentAlertStore(state), new OutboxTargets(state));
        (this.channels, this.settings, this.time, this.owner, this.seed) = (channels, settings, time, owner, seed);
    }

    /// <summary>Sends what is due; also what waits of targets that are watched no longer, where one that is watched names the same address.</summary>
    /// <param name="targets">What is watched.</param>
    /// <param name="cancellationToken">Stops between two sendings.</param>
    /// <exception cref="StateException">The state cannot be used.</exception>
    public async Task<DispatchReport> RunAsync(IReadOnlyList<MonitoredTarget> targets, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(targets);
        await gate.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (!await HoldAsync(cancellationToken).ConfigureAwait(false)) return new DispatchReport(true, 0, 0, 0, 0, null);
            try
            {
                var removed = await known.RemovedAsync(targets, cancellationToken).ConfigureAwait(false);
                var report = await new DispatchRun(notices, incidents, outbox, sent, channels, settings, time, seed, HoldAsync, targets).RunAsync(removed, cancellationToken).ConfigureAwait(false);
                foreach (var target in removed)
                {
                    if (await notices.IsEmptyAsync(target.Name, cancellationToken).ConfigureAwait(false)) await known.ForgetAsync(target, cancellationToken).ConfigureAwait(false);
                }

                return report;
            }
            finally
            {
                await outbox.DropLeaseAsync(owner, CancellationToken.None).ConfigureAwait(false);
            }
        }
        finally
        {
            gate.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => gate.Dispose();

    private Task<bool> HoldAsync(CancellationToken cancellationToken) => outbox.TakeLeaseAsync(owner, time.GetUtcNow(), time.GetUtcNow() + Lease, cancellationToken);
}
