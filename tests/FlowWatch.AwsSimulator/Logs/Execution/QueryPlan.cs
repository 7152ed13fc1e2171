using System.Text;

namespace FlowWatch.AwsSimulator.Logs.Execution;

/// <summary>A query made executable. It keeps nothing of an execution, so several may run at once.</summary>
/// <param name="events">The fields made of events.</param>
/// <param name="streaming">What is done with each event alone, in order; the first that says no drops it.</param>
/// <param name="stats">The first stats; null for none.</param>
/// <param name="later">What is done with all rows, in order.</param>
/// <param name="columns">The columns of the result.</param>
/// <param name="hasLimit">Whether the query says how many rows it wants.</param>
internal sealed class QueryPlan(
    FieldScope events, Func<QueryRow, bool>[] streaming, StatsPlan? stats, TableStep[] later, (string Name, Evaluator Value)[] columns, bool hasLimit)
{
    /// <summary>Runs the query.</summary>
    /// <param name="ranges">The events of each log group in the time asked for.</param>
    /// <param name="context">What the execution knows.</param>
    /// <param name="limit">The limit given beside the query; null for none. The smaller of the two counts.</param>
    public QueryOutcome Execute(IReadOnlyList<EventRange> ranges, QueryContext context, int? limit)
    {
        var wanted = limit ?? (hasLimit ? int.MaxValue : context.Dialect.DefaultLimit);
        var counts = new Counts();
        var rows = stats is null ? Collect(ranges, context, wanted, counts) : Group(stats, ranges, context, counts);
        for (var index = 0; index < later.Length; index++)
        {
            rows = later[index] is SortStep sort ? sort.Apply(rows, WantedAfter(index, wanted)) : later[index].Apply(rows, context);
        }

        var results = rows.Take(wanted).Select(row => Result(row)).ToList();
        return new(results, counts.Matched, counts.Scanned, counts.Bytes);
    }

    private List<QueryRow> Group(StatsPlan plan, IReadOnlyList<EventRange> ranges, QueryContext context, Counts counts)
    {
        var running = plan.Start(context);
        QueryRow? row = null;
        foreach (var range in ranges)
        {
            for (var index = range.Start; index < range.End; index++)
            {
                var current = range.Events[index];
                row ??= new(context, events.Slots, current);
                row.Event = current;
                if (Passes(row, counts)) running.Add(row);
            }
        }

        return running.Rows();
    }

    // Rows without a sort come in descending order of their time. Once there are enough, the rest is only counted.
    private List<QueryRow> Collect(IReadOnlyList<EventRange> ranges, QueryContext context, int wanted, Counts counts)
    {
        var sorter = (later is [SortStep sort, ..] ? sort : null)?.Start(WantedAfter(0, wanted));
        var enough = WantedAfter(-1, wanted);
        var rows = new List<QueryRow>();
        QueryRow? row = null;
        foreach (var current in Descending(ranges))
        {
            row ??= new(context, events.Slots, current);
            row.Event = current;
            if (!Passes(row, counts)) continue;
            if (sorter is not null) sorter.Add(row.Kept());
            else if (rows.Count < enough) rows.Add(row.Kept());
        }

        return sorter?.Rows() ?? rows;
    }

    /// <summary>How many rows are of use after a step: what a limit right behind it says, or what is wanted in the end.</summary>
    private int WantedAfter(int step, int wanted)
    {
        if (step + 1 == later.Length) return wanted;
        return later[step + 1] is LimitStep limit ? limit.Count : int.MaxValue;
    }

    private bool Passes(QueryRow row, Counts counts)
    {
        if (row.Event!.IngestionTime > row.Context.StartedAt) return false;
        counts.Scanned++;
        counts.Bytes += EventRange.BytesOf(row.Event.Message);
        foreach (var step in streaming)
        {
            if (!step(row)) return false;
        }

        counts.Matched++;
        return true;
    }

    private static IEnumerable<LogEvent> Descending(IReadOnlyList<EventRange> ranges)
    {
        var next = new PriorityQueue<(EventRange Range, int Index), (long, long)>();
        foreach (var range in ranges) Enqueue(range, range.End - 1);
        while (next.TryDequeue(out var latest, out _))
        {
            yield return latest.Range.Events[latest.Index];
            if (next.Count > 0)
            {
                Enqueue(latest.Range, latest.Index - 1);
                continue;
            }

            for (var index = latest.Index - 1; index >= latest.Range.Start; index--) yield return latest.Range.Events[index];
        }

        void Enqueue(EventRange range, int index)
        {
            if (index >= range.Start) next.Enqueue((range, index), (-range.Events[index].Timestamp, -range.Events[index].Id));
        }
    }

    private List<ResultField> Result(QueryRow row)
    {
        var fields = new List<ResultField>(columns.Length + 1);
        foreach (var (name, value) in columns)
        {
            if (value(row).Shown(row.Context.Dialect) is { } shown) fields.Add(new(name, shown));
        }

        if (row.Event is { } source) fields.Add(new("@ptr", Pointer(source)));
        return fields;
    }

    private static string Pointer(LogEvent source) => Convert.ToBase64String(Encoding.UTF8.GetBytes($"{source.Source.Log}:{source.Id}"));

    private sealed class Counts
    {
        public long Matched { get; set; }

        public long Scanned { get; set; }

        public long Bytes { get; set; }
    }
}
