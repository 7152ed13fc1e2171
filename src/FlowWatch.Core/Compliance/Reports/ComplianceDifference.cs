namespace FlowWatch.Core.Compliance.Reports;

/// <summary>What differs between two reports.</summary>
/// <param name="Before">The earlier one.</param>
/// <param name="After">The later one.</param>
/// <param name="Changes">What differs, what matters most first.</param>
/// <param name="Unchanged">How many results are the same.</param>
/// <param name="Notes">What makes the two less comparable: another period, other versions of controls.</param>
public sealed record ComplianceDifference(ComplianceReport Before, ComplianceReport After, IReadOnlyList<ComplianceChange> Changes, int Unchanged, IReadOnlyList<string> Notes)
{
    /// <summary>Compares two reports.</summary>
    public static ComplianceDifference Of(ComplianceReport before, ComplianceReport after)
    {
        ArgumentNullException.ThrowIfNull(before);
        ArgumentNullException.ThrowIfNull(after);
        var (old, now) = (Results(before), Results(after));
        var changes = new List<ComplianceChange>();
        foreach (var (key, result) in now)
        {
            if (!old.TryGetValue(key, out var earlier)) changes.Add(new(IsWell(result.Status) ? ChangeKind.New : ChangeKind.Worse, key.Target, key.Control, key.Resource, null, result.Status, result.Statement));
            else if (earlier.Status != result.Status) changes.Add(new(Kind(earlier.Status, result.Status), key.Target, key.Control, key.Resource, earlier.Status, result.Status, result.Statement));
        }

        changes.AddRange(old.Where(result => !now.ContainsKey(result.Key)).Select(result => new ComplianceChange(ChangeKind.Gone, result.Key.Target, result.Key.Control, result.Key.Resource, result.Value.Status, null, result.Value.Statement)));
        return new ComplianceDifference(
            before,
            after,
            [.. changes.OrderBy(change => change.Kind).ThenByDescending(change => change.After ?? change.Before).ThenBy(change => change.Target, StringComparer.Ordinal).ThenBy(change => change.Control, StringComparer.Ordinal).ThenBy(change => change.Resource, StringComparer.Ordinal)],
            now.Count(result => old.TryGetValue(result.Key, out var earlier) && earlier.Status == result.Value.Status),
            [.. LessComparable(before, after)]);
    }

    private static ChangeKind Kind(ControlStatus before, ControlStatus after) =>
        IsWell(before) && IsWell(after) ? (after == ControlStatus.Pass ? ChangeKind.New : ChangeKind.Gone) : after > before ? ChangeKind.Worse : ChangeKind.Better;

    private static bool IsWell(ControlStatus status) => status is ControlStatus.Pass or ControlStatus.NotApplicable;

    // A control may give several results for one resource; the worst stands for them.
    private static Dictionary<(string Target, string? Control, string Resource), (ControlStatus Status, string Statement)> Results(ComplianceReport report)
    {
        var results = new Dictionary<(string Target, string? Control, string Resource), (ControlStatus Status, string Statement)>();
        foreach (var target in report.Targets)
        {
            if (target.NotVerified is { } why) results[(target.Target, null, target.Target)] = (ControlStatus.NotVerified, why);
            foreach (var result in target.NotVerified is null ? target.Results : [])
            {
                var key = (target.Target, (string?)result.Control, result.Resource);
                if (!results.TryGetValue(key, out var other) || result.Status > other.Status) results[key] = (result.Status, result.Statement);
            }
        }

        return results;
    }

    private static IEnumerable<string> LessComparable(ComplianceReport before, ComplianceReport after)
    {
        var versions = before.Controls.ToDictionary(control => control.Id, control => control.Version);
        foreach (var control in after.Controls)
        {
            if (!versions.TryGetValue(control.Id, out var version)) yield return $"The control {control.Id} is new.";
            else if (version != control.Version) yield return $"The control {control.Id} judges differently: version {version} became {control.Version}.";
        }

        foreach (var gone in before.Controls.Where(control => after.Controls.All(other => other.Id != control.Id))) yield return $"The control {gone.Id} is gone.";
        if (before.FlowWatchVersion != after.FlowWatchVersion) yield return $"FlowWatch {before.FlowWatchVersion} became {after.FlowWatchVersion}.";
    }
}
