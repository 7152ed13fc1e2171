using System.Globalization;
using System.Text.Json;
using FlowWatch.Core.State;

namespace FlowWatch.Core.Compliance.Archive;

/// <summary>Remembers what people said about gaps of archives. Nothing is ever taken back: an auditor may ask who said what.</summary>
/// <param name="state">Where it remembers.</param>
/// <param name="time">Tells the time.</param>
public sealed class ArchiveAcknowledgements(IStateStore state, TimeProvider time)
{
    /// <summary>The longest name and the longest reason.</summary>
    public const int MaximumLength = 1000;

    /// <summary>Acknowledges that hours are missing.</summary>
    /// <param name="target">Name of the target.</param>
    /// <param name="source">The source; null for all of the target.</param>
    /// <param name="from">The first hour; the hour that a time is in.</param>
    /// <param name="to">The end; the hour that a time is in is meant too.</param>
    /// <param name="by">Who answers for it.</param>
    /// <param name="reason">Why.</param>
    /// <param name="cancellationToken">Stops before it is written.</param>
    /// <exception cref="ArgumentException">A text is empty or too long, or the end is not after the beginning, or lies in the future.</exception>
    public async Task<ArchiveAcknowledgement> AddAsync(string target, string? source, DateTimeOffset from, DateTimeOffset to, string by, string reason, CancellationToken cancellationToken) =>
        (await AddAsync(target, [(source, from, to)], by, reason, cancellationToken).ConfigureAwait(false))[0];

    /// <summary>Acknowledges several stretches with one word. Where it is stopped between two writes, each that was written stands.</summary>
    /// <param name="target">Name of the target.</param>
    /// <param name="hours">The stretches, each as above.</param>
    /// <param name="by">Who answers for them.</param>
    /// <param name="reason">Why.</param>
    /// <param name="cancellationToken">Stops before it is written.</param>
    /// <exception cref="ArgumentException">As above.</exception>
    public async Task<IReadOnlyList<ArchiveAcknowledgement>> AddAsync(string target, IReadOnlyList<(string? Source, DateTimeOffset From, DateTimeOffset To)> hours, string by, string reason, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(target);
        ArgumentNullException.ThrowIfNull(hours);
        foreach (var (text, name) in new[] { (by, "owner"), (reason, "reason") })
        {
            if (string.IsNullOrWhiteSpace(text) || text.Length > MaximumLength) throw new ArgumentException($"the {name} must have 1 to {MaximumLength} characters");
        }

        var now = time.GetUtcNow();
        if (hours.Any(one => one.To <= one.From)) throw new ArgumentException("the end must lie after the beginning");
        // Nobody can answer today for what will be missing tomorrow.
        if (hours.Any(one => one.To > now)) throw new ArgumentException("the end lies in the future; a gap can be acknowledged once it is there");
        var all = hours.Select(one => new ArchiveAcknowledgement(Hour(one.From), Hour(one.To.AddTicks(-1)).AddHours(1), one.Source, by.Trim(), reason.Trim(), now)).ToList();
        var changes = all.Select(one => StateChange.Insert(string.Create(CultureInfo.InvariantCulture, $"{one.From.UtcDateTime:yyyyMMddHH}|{now.UtcTicks:D19}|{Guid.NewGuid():N}"), JsonSerializer.Serialize(one, JsonSerializerOptions.Web)));
        foreach (var write in StateChange.Writes(changes)) await state.WriteAsync(Partition(target), write, cancellationToken).ConfigureAwait(false);
        return all;
    }

    /// <summary>What was acknowledged of a target, the oldest hours first.</summary>
    public async Task<IReadOnlyList<ArchiveAcknowledgement>> ListAsync(string target, CancellationToken cancellationToken)
    {
        var all = new List<ArchiveAcknowledgement>();
        await foreach (var entry in state.ListAsync(Partition(target), StateRange.All, cancellationToken).ConfigureAwait(false)) all.Add(JsonSerializer.Deserialize<ArchiveAcknowledgement>(entry.Value, JsonSerializerOptions.Web)!);
        return all;
    }

    private static string Partition(string target) => $"archive-acknowledged|{target}";

    private static DateTimeOffset Hour(DateTimeOffset time) => new(time.UtcTicks - (time.UtcTicks % TimeSpan.TicksPerHour), TimeSpan.Zero);
}
