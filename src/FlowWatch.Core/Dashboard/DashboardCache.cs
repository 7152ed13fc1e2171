using System.Collections.Concurrent;
using FlowWatch.Core.State;

namespace FlowWatch.Core.Dashboard;

/// <summary>Gathers for many who look at the same time only once, and not again for a few seconds.</summary>
/// <param name="reader">Gathers.</param>
/// <param name="time">Tells the time.</param>
public sealed class DashboardCache(DashboardReader reader, TimeProvider time)
{
    /// <summary>How long what was gathered is shown.</summary>
    public static readonly TimeSpan Kept = TimeSpan.FromSeconds(5);

    private const int MostFilters = 64;

    private readonly ConcurrentDictionary<DashboardFilter, Entry> entries = new();

    /// <summary>What the dashboard shows; at most <see cref="Kept"/> old.</summary>
    /// <param name="filter">What is asked for.</param>
    /// <param name="cancellationToken">Ends the waiting; the gathering is finished for the others who wait.</param>
    /// <exception cref="StateException">The state cannot be used.</exception>
    public async Task<DashboardModel> ReadAsync(DashboardFilter filter, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(filter);
        // How often a page asks anew makes no difference to what it shows.
        var key = filter with { Refresh = null };
        var now = time.GetTimestamp();
        while (true)
        {
            if (entries.TryGetValue(key, out var known))
            {
                if (IsFresh(known, now)) return await ModelAsync(known, filter, cancellationToken).ConfigureAwait(false);
                entries.TryRemove(KeyValuePair.Create(key, known));
            }

            if (entries.Count >= MostFilters) Clear();
            var entry = new Entry(now, new Lazy<Task<DashboardModel>>(() => reader.ReadAsync(key, CancellationToken.None)));
            if (entries.TryAdd(key, entry)) return await ModelAsync(entry, filter, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Forgets what was gathered, because something was changed.</summary>
    public void Clear() => entries.Clear();

    // What failed is tried again by the next; while it is gathered, it is waited for.
    private bool IsFresh(Entry entry, long now) => !entry.Model.IsValueCreated || !entry.Model.Value.IsCompleted || (entry.Model.Value.IsCompletedSuccessfully && time.GetElapsedTime(entry.At, now) < Kept);

    private static async Task<DashboardModel> ModelAsync(Entry entry, DashboardFilter filter, CancellationToken cancellationToken) =>
        await entry.Model.Value.WaitAsync(cancellationToken).ConfigureAwait(false) with { Filter = filter };

    private sealed record Entry(long At, Lazy<Task<DashboardModel>> Model);
}
