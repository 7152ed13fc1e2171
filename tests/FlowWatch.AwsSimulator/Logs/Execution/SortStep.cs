namespace FlowWatch.AwsSimulator.Logs.Execution;

/// <summary>Rows in order; rows that are equal stay as they were.</summary>
internal sealed class SortStep((Evaluator Value, bool IsDescending)[] keys) : TableStep
{
    /// <summary>Sorts rows as they come, where only the first are wanted.</summary>
    public Sorter Start(int wanted) => new(keys, wanted);

    /// <inheritdoc/>
    public override List<QueryRow> Apply(List<QueryRow> rows, QueryContext context) => Apply(rows, int.MaxValue);

    /// <summary>The first of the rows in order, as many as wanted.</summary>
    public List<QueryRow> Apply(List<QueryRow> rows, int wanted)
    {
        var sorter = Start(wanted);
        foreach (var row in rows) sorter.Add(row);
        return sorter.Rows();
    }

    /// <summary>Rows on their way into order.</summary>
    internal sealed class Sorter((Evaluator Value, bool IsDescending)[] keys, int wanted) : IComparer<Sorter.Entry>
    {
        // Sorting in batches of twice what is wanted and dropping the rest costs about as much as a heap and stays stable.
        private const int SmallestBatch = 1024;

        private readonly List<Entry> entries = [];
        private long sequence;

        /// <summary>Takes a row, which must be one that is kept.</summary>
        public void Add(QueryRow row)
        {
            var values = new QueryValue[keys.Length];
            for (var index = 0; index < keys.Length; index++)
            {
                var value = keys[index].Value(row);
                // Comparing reads a number many times, so it is read once here.
                values[index] = value.Kind == QueryValueKind.Text && value.TryGetNumber(out var number) ? QueryValue.OfNumber(number) : value;
            }

            entries.Add(new(row, values, sequence++));
            if (wanted < int.MaxValue / 4 && entries.Count >= (wanted * 2) + SmallestBatch) Trim();
        }

        /// <summary>The rows in order, as many as wanted.</summary>
        public List<QueryRow> Rows()
        {
            Trim();
            return [.. entries.Select(entry => entry.Row)];
        }

        /// <inheritdoc/>
        public int Compare(Entry? x, Entry? y)
        {
            for (var index = 0; index < keys.Length; index++)
            {
                var order = NaturalOrder.Ascending.Compare(x!.Keys[index], y!.Keys[index]);
                if (order != 0) return keys[index].IsDescending ? -order : order;
            }

            return x!.Sequence.CompareTo(y!.Sequence);
        }

        private void Trim()
        {
            entries.Sort(this);
            if (entries.Count > wanted) entries.RemoveRange(wanted, entries.Count - wanted);
        }

        internal sealed record Entry(QueryRow Row, QueryValue[] Keys, long Sequence);
    }
}
