using FlowWatch.Core.Queries;

namespace FlowWatch.Core.Connections;

/// <summary>
/// How a detection finds the addresses it wants to look at closer: cheap queries over <see cref="ConnectionQueries.Services"/>
/// or <see cref="ConnectionQueries.ServiceTotals"/>, which all detections share, and a choice among its rows. It may let too
/// many addresses through, never too few.
/// </summary>
/// <param name="Queries">The queries.</param>
/// <param name="Choose">The addresses to look at, out of all their rows.</param>
public sealed record SourceQuestion(IReadOnlyList<FlowQuery> Queries, Func<IReadOnlyList<FlowRow>, IEnumerable<string>> Choose)
{
    /// <summary>Whether what the addresses sent is wanted too (<see cref="SentBytes"/>), besides the connections they opened.</summary>
    public bool WantsSentBytes { get; init; }

    /// <summary>A question whose every row names a source to look at.</summary>
    public static SourceQuestion EachRow(FlowQuery query) => new([query], rows => rows.Select(row => row.Text("source")!));

    /// <summary>
    /// A question whose rows give an amount per source and slot; chosen are the sources that reach more than the threshold over
    /// the slots that a window of so many minutes can touch.
    /// </summary>
    public static SourceQuestion Windowed(IReadOnlyList<FlowQuery> queries, string amount, long minutes, long threshold) => new(queries, rows => rows
        .GroupBy(row => row.Text("source")!)
        .Where(source => SlidingWindow.Fullest(
            [.. source.Select(row => (Time: row.NumberOrZero("slot"), Amount: row.NumberOrZero(amount))).OrderBy(slot => slot.Time)],
            SlotsTouched(minutes)).Sum > threshold)
        .Select(source => source.Key));

    /// <summary>The most slots that a window of so many minutes can touch.</summary>
    public static long SlotsTouched(long minutes) => (((minutes * 60) + ConnectionQueries.SlotSeconds - 1) / ConnectionQueries.SlotSeconds) + 1;
}
