using FlowWatch.Core.Targets;

namespace FlowWatch.Core.Incidents;

/// <summary>
/// What becomes of an incident when it is seen, when it is quiet, and when a person acts. Reads and writes nothing: the same incident, the same
/// sighting and the same time give the same step, and a sighting that was taken once changes nothing when it is taken again.
/// </summary>
public static class IncidentSteps
{
    /// <summary>How much larger than what people were told is news.</summary>
    public const int Growth = 10;

    private const long TicksPerMinute = TimeSpan.TicksPerMinute;

    /// <summary>It was seen.</summary>
    /// <param name="before">The incident; null where there is none yet.</param>
    /// <param name="sighting">What was seen.</param>
    /// <param name="settings">How people are told.</param>
    /// <param name="now">The time.</param>
    public static IncidentStep See(Incident? before, IncidentSighting sighting, AlertSettings settings, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(sighting);
        ArgumentNullException.ThrowIfNull(settings);
        if (before is null) return Told(null, Opened(sighting, settings, now), IncidentEvent.Seen, settings, now);
        var counted = IsCounted(before, sighting);
        var isWorse = IsWorse(before, sighting);
        if (counted && !isWorse) return new IncidentStep(before, null);
        if (before.Status == IncidentStatus.Resolved && sighting.Seen.To <= before.ResolvedUpTo && sighting.Severity <= before.Severity)
        {
            // Found late, and of the time before it was over: it counts, and reopens nothing.
            return new IncidentStep(counted ? before : Counting(before, sighting), null);
        }

        var what = isWorse ? IncidentEvent.Worsened : IncidentEvent.Seen;
        var status = IncidentTransitions.After(before.Status, what)!.Value;
        var isReopened = before.Status == IncidentStatus.Resolved;
        var after = Latest(counted ? before : Counting(before, sighting), sighting) with
        {
            Status = status,
            Severity = isReopened || sighting.Severity > before.Severity ? sighting.Severity : before.Severity,
            Reopenings = before.Reopenings + (isReopened ? 1 : 0),
            ResolvedAt = null,
            ResolvedUpTo = null,
            Disposition = isReopened ? null : before.Disposition,
            LookAt = isReopened ? now + settings.QuietAfter : before.LookAt,
        };
        if (status != before.Status || isWorse) after = WithHistory(after, new IncidentHistoryEntry(now, what, status, Incident.FlowWatch, isWorse ? Why(before, sighting) : null));
        return Told(before, after, what, settings, now);
    }

    /// <summary>A person acts, or it is quiet. Null where that cannot happen to an incident of its status.</summary>
    /// <param name="before">The incident.</param>
    /// <param name="what">What happens: anything but being seen.</param>
    /// <param name="by">Who.</param>
    /// <param name="note">Why.</param>
    /// <param name="disposition">What it turned out to be; of resolving only.</param>
    /// <param name="upTo">Up to which time of the records it counts as over; null takes the time.</param>
    /// <param name="settings">How people are told.</param>
    /// <param name="now">The time.</param>
    public static IncidentStep? Act(Incident before, IncidentEvent what, string by, string? note, IncidentDisposition? disposition, DateTimeOffset? upTo, AlertSettings settings, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(before);
        ArgumentNullException.ThrowIfNull(settings);
        if (what is IncidentEvent.Seen or IncidentEvent.Worsened) throw new ArgumentException("Being seen is no action.", nameof(what));
        if (IncidentTransitions.After(before.Status, what) is not { } status) return null;
        var after = WithHistory(before, new IncidentHistoryEntry(now, what, status, by, note)) with { Status = status };
        if (status == IncidentStatus.Resolved) after = after with { ResolvedAt = now, ResolvedUpTo = upTo ?? now, Disposition = disposition, LookAt = now + settings.Retention };
        else if (before.Status == IncidentStatus.Resolved) after = after with { ResolvedAt = null, ResolvedUpTo = null, Disposition = null, Reopenings = before.Reopenings + 1, LookAt = now + settings.QuietAfter };
        return Told(before, after, what, settings, now);
    }

    private static IncidentStep Told(Incident? before, Incident after, IncidentEvent what, AlertSettings settings, DateTimeOffset now)
    {
        var reason = NotificationPolicy.ReasonOf(before, after, what, settings, now);
        return new IncidentStep(reason is null ? after : after with { Sequence = after.Sequence + 1, NotifiedAt = now }, reason);
    }

    private static Incident Opened(IncidentSighting sighting, AlertSettings settings, DateTimeOffset now) => new()
    {
        Target = sighting.Target,
        Detection = sighting.Detection,
        Fingerprint = sighting.Fingerprint,
        Level = sighting.Level,
        Status = IncidentStatus.New,
        Severity = sighting.Severity,
        FirstSeen = sighting.Seen.From,
        LastSeen = sighting.Seen.To,
        Occurrences = 1,
        Title = sighting.Title,
        Summary = sighting.Summary,
        Finding = sighting.Finding,
        LogFormat = sighting.LogFormat,
        Check = sighting.Check,
        Window = sighting.Window,
        NextSteps = sighting.NextSteps,
        TraceId = sighting.TraceId,
        Counted = sighting.Window is { } window ? [Minute(window.From)] : [],
        History = [new IncidentHistoryEntry(now, IncidentEvent.Seen, IncidentStatus.New, Incident.FlowWatch, null)],
        Baseline = new IncidentBaseline(sighting.Size, sighting.Kinds),
        LookAt = now + settings.QuietAfter,
    };

    private static Incident Counting(Incident before, IncidentSighting sighting)
    {
        IReadOnlyList<long> counted = sighting.Window is { } window ? [.. before.Counted.Append(Minute(window.From)).Order().TakeLast(Incident.MaximumCounted)] : before.Counted;
        return before with
        {
            Occurrences = before.Occurrences + 1,
            Counted = counted,
            FirstSeen = sighting.Seen.From < before.FirstSeen ? sighting.Seen.From : before.FirstSeen,
            LastSeen = sighting.Seen.To > before.LastSeen ? sighting.Seen.To : before.LastSeen,
        };
    }

    private static Incident Latest(Incident before, IncidentSighting sighting)
    {
        var isWorse = IsWorse(before, sighting);
        if (!isWorse && sighting.Seen.To < before.LastSeen) return before;
        return before with
        {
            Title = sighting.Title,
            Summary = sighting.Summary,
            Finding = sighting.Finding,
            LogFormat = sighting.LogFormat,
            Check = sighting.Check,
            Window = sighting.Window,
            NextSteps = sighting.NextSteps,
            TraceId = sighting.TraceId,
            Baseline = isWorse || before.Status == IncidentStatus.Resolved
                ? new IncidentBaseline(Math.Max(sighting.Size, before.Status == IncidentStatus.Resolved ? 0 : before.Baseline.Size), [.. before.Baseline.Kinds.Union(sighting.Kinds).Order(StringComparer.Ordinal)])
                : before.Baseline,
        };
    }

    private static bool IsWorse(Incident before, IncidentSighting sighting) =>
        sighting.Severity > before.Severity
        || (before.Baseline.Size > 0 && sighting.Size / Growth >= before.Baseline.Size)
        || sighting.Kinds.Except(before.Baseline.Kinds).Any();

    private static string Why(Incident before, IncidentSighting sighting)
    {
        if (sighting.Severity > before.Severity) return $"severity {before.Severity} became {sighting.Severity}";
        return sighting.Kinds.Except(before.Baseline.Kinds).FirstOrDefault() is { } kind ? sighting.Finding is null ? $"{kind} besides" : $"a new kind of target: {kind}" : "ten times what was told, or more";
    }

    // A window older than all that are remembered was counted, as far as anybody can tell: counting it twice would be worse.
    private static bool IsCounted(Incident before, IncidentSighting sighting) => sighting.Window is { } window
        ? before.Counted.Contains(Minute(window.From)) || (before.Counted.Count == Incident.MaximumCounted && Minute(window.From) < before.Counted[0])
        : sighting.Seen.To <= before.LastSeen && before.Status != IncidentStatus.Resolved;

    private static Incident WithHistory(Incident incident, IncidentHistoryEntry entry)
    {
        var history = incident.History.Append(entry).ToList();
        var dropped = Math.Max(0, history.Count - Incident.MaximumHistory);
        return incident with { History = [.. history.Skip(dropped)], HistoryDropped = incident.HistoryDropped + dropped };
    }

    private static long Minute(DateTimeOffset instant) => (instant.UtcTicks - DateTimeOffset.UnixEpoch.UtcTicks) / TicksPerMinute;
}
