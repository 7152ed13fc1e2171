using FlowWatch.Core.Findings;
using FlowWatch.Core.Queries;

namespace FlowWatch.Local.Folders;

/// <summary>Remembers when the records of files arrived: when their file was written, or grew. One object per process; not for use by two threads at once.</summary>
internal sealed class FolderArrivals
{
    private const long BinSeconds = 60;

    private readonly Dictionary<string, Known> files = new(StringComparer.Ordinal);

    private static readonly FlowExpression Bin = FlowExpression.Field("start") / BinSeconds;

    /// <summary>Counts the records of a file by the minute they started in.</summary>
    public static FlowQuery Starts { get; } = FlowQuery.OverRecords("starts").Where(FlowExpression.Field("start").IsPresent()).By("bin", Bin).Measure(FlowMeasure.Count("records"));

    /// <summary>Whether a file is as it was when it was last counted.</summary>
    public bool Knows(FolderFile file) => files.TryGetValue(file.Path, out var known) && known.File == file;

    /// <summary>Takes the answer to <see cref="Starts"/> over a file.</summary>
    public void Learn(FolderFile file, IEnumerable<FlowRow> starts)
    {
        var before = files.GetValueOrDefault(file.Path)?.Bins ?? [];
        var bins = new Dictionary<long, (long Records, DateTimeOffset ArrivedAt)>();
        foreach (var row in starts)
        {
            if (row.Number("bin") is not { } bin) continue;
            var records = row.NumberOrZero("records");
            bins[bin] = before.TryGetValue(bin, out var old) && records <= old.Records ? old : (records, file.WrittenAt);
        }

        files[file.Path] = new Known(file, bins);
    }

    /// <summary>Forgets files that are gone.</summary>
    public void Keep(IEnumerable<FolderFile> present, string folder)
    {
        var paths = present.Select(file => file.Path).ToHashSet(StringComparer.Ordinal);
        // With its separator: the folder /logs/production2 is not within /logs/production.
        var within = Path.EndsInDirectorySeparator(folder) ? folder : folder + Path.DirectorySeparatorChar;
        foreach (var gone in files.Keys.Where(path => path.StartsWith(within, StringComparison.Ordinal) && !paths.Contains(path)).ToList()) files.Remove(gone);
    }

    /// <summary>Whether a file holds records of a window that arrived after a time.</summary>
    public bool HasLate(FolderFile file, TimeWindow window, DateTimeOffset arrivedUntil)
    {
        if (!files.TryGetValue(file.Path, out var known)) return false;
        var (from, to) = (window.From.ToUnixTimeSeconds() / BinSeconds, (window.To.ToUnixTimeSeconds() - 1) / BinSeconds);
        return known.Bins.Any(bin => bin.Key >= from && bin.Key <= to && bin.Value.ArrivedAt > arrivedUntil);
    }

    private sealed record Known(FolderFile File, Dictionary<long, (long Records, DateTimeOffset ArrivedAt)> Bins);
}
