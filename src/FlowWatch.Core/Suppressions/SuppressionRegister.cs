using System.Globalization;
using FlowWatch.Core.Findings;
using FlowWatch.Core.State;
using FlowWatch.Core.Targets;

namespace FlowWatch.Core.Suppressions;

/// <summary>All suppressions: those of the configuration and those that were added.</summary>
/// <param name="settings">The configuration.</param>
/// <param name="store">Those that were added.</param>
/// <param name="hits">Their hits.</param>
/// <param name="time">Tells the time.</param>
public sealed class SuppressionRegister(FlowWatchSettings settings, SuppressionStore store, SuppressionHitStore hits, TimeProvider time)
{
    /// <summary>What holds back findings of a target now: of the configuration first, then what was added, by id. The first that covers a finding holds it back.</summary>
    /// <exception cref="StateException">The state cannot be used.</exception>
    public async Task<IReadOnlyList<Suppression>> OfTargetAsync(MonitoredTarget target, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(target);
        var all = target.Settings.Suppressions.ToList();
        await foreach (var stored in store.ListAsync(cancellationToken).ConfigureAwait(false))
        {
            if (stored.Suppression.MonitoredTarget is null || stored.Suppression.MonitoredTarget.Equals(target.Name, StringComparison.OrdinalIgnoreCase)) all.Add(stored.Suppression);
        }

        return all;
    }

    /// <summary>All of them, those of the configuration first, expired ones too.</summary>
    /// <exception cref="StateException">The state cannot be used.</exception>
    public async Task<IReadOnlyList<ListedSuppression>> ListAsync(CancellationToken cancellationToken)
    {
        var all = new List<ListedSuppression>();
        foreach (var suppression in OfConfiguration()) all.Add(await ListedAsync(suppression, null, cancellationToken).ConfigureAwait(false));
        await foreach (var stored in store.ListAsync(cancellationToken).ConfigureAwait(false)) all.Add(await ListedAsync(stored.Suppression, stored, cancellationToken).ConfigureAwait(false));
        return all;
    }

    /// <summary>Finds one; null where there is none of that id.</summary>
    /// <exception cref="StateException">The state cannot be used.</exception>
    public async Task<ListedSuppression?> FindAsync(string id, CancellationToken cancellationToken)
    {
        if (SuppressionId.IsOfConfiguration(id)) return OfConfiguration().FirstOrDefault(one => one.Id == id) is { } found ? await ListedAsync(found, null, cancellationToken).ConfigureAwait(false) : null;
        return await store.FindAsync(id, cancellationToken).ConfigureAwait(false) is { } stored ? await ListedAsync(stored.Suppression, stored, cancellationToken).ConfigureAwait(false) : null;
    }

    /// <summary>Counts what was held back in a window.</summary>
    /// <exception cref="StateException">The state cannot be used.</exception>
    public Task CountAsync(string target, string check, TimeWindow window, IReadOnlyList<SuppressedFinding> suppressed, CancellationToken cancellationToken) =>
        hits.CountAsync(target, check, window, suppressed, cancellationToken);

    /// <summary>What has expired since anybody last asked, in a sentence each. Each is told once, on whichever host asks first.</summary>
    /// <exception cref="StateException">The state cannot be used.</exception>
    public async Task<IReadOnlyList<string>> NewlyExpiredAsync(CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var expired = OfConfiguration().Where(suppression => suppression.Expires <= now).ToList();
        await foreach (var stored in store.ListAsync(cancellationToken).ConfigureAwait(false))
        {
            if (stored.Suppression.Expires <= now) expired.Add(stored.Suppression);
        }

        var notices = new List<string>();
        foreach (var suppression in expired)
        {
            if (!await hits.TellExpiredAsync(suppression.Id!, suppression.Expires, cancellationToken).ConfigureAwait(false)) continue;
            var held = await hits.OfAsync(suppression.Id!, cancellationToken).ConfigureAwait(false);
            notices.Add(string.Create(CultureInfo.InvariantCulture, $"Suppression '{suppression.Name}' ({suppression.Id}) of {suppression.Owner} expired {suppression.Expires.UtcDateTime:yyyy-MM-dd HH:mm}Z after {ReadableNumber.Count(held.Count, "hits")} and holds nothing back any more: renew it or remove it."));
        }

        return notices;
    }

    /// <summary>Forgets the single hits of windows that began before a time; the counts stay. Returns how many.</summary>
    /// <exception cref="StateException">The state cannot be used.</exception>
    public async Task<int> ForgetHitsAsync(DateTimeOffset before, CancellationToken cancellationToken)
    {
        var ids = OfConfiguration().Select(suppression => suppression.Id!).ToList();
        await foreach (var stored in store.ListAsync(cancellationToken).ConfigureAwait(false)) ids.Add(stored.Suppression.Id!);
        var forgotten = 0;
        foreach (var id in ids) forgotten += await hits.ForgetAsync(id, before, cancellationToken).ConfigureAwait(false);
        return forgotten;
    }

    private IEnumerable<Suppression> OfConfiguration() =>
        settings.Shared.Suppressions.Concat(settings.Targets.SelectMany(target => target.Settings.Suppressions)).Where(suppression => suppression.Id is not null).DistinctBy(suppression => suppression.Id);

    private async Task<ListedSuppression> ListedAsync(Suppression suppression, StoredSuppression? stored, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        return new ListedSuppression
        {
            Suppression = suppression,
            Hits = await hits.OfAsync(suppression.Id!, cancellationToken).ConfigureAwait(false),
            IsExpired = suppression.Expires <= now,
            Warnings = SuppressionBreadth.Reasons(suppression, stored?.CreatedAt ?? now),
            Stored = stored,
        };
    }
}
