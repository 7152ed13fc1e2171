namespace FlowWatch.Core.Queries;

/// <summary>One row of a result.</summary>
public sealed class FlowRow
{
    private readonly IReadOnlyDictionary<string, int> columns;
    private readonly object?[] values;

    /// <summary>A row of these values.</summary>
    /// <param name="columns">The position of each column, shared by all rows of a result.</param>
    /// <param name="values">The values: <see cref="long"/>, <see cref="string"/> or null.</param>
    public FlowRow(IReadOnlyDictionary<string, int> columns, object?[] values)
    {
        this.columns = columns;
        this.values = values;
    }

    /// <summary>A number, or null where there is none.</summary>
    /// <exception cref="KeyNotFoundException">The query has no such column.</exception>
    public long? Number(string column) => values[columns[column]] switch
    {
        null => null,
        long number => number,
        var other => throw new InvalidOperationException($"Column '{column}' holds '{other}', which is not a number."),
    };

    /// <summary>A number, or zero where there is none.</summary>
    public long NumberOrZero(string column) => Number(column) ?? 0;

    /// <summary>A text, or null where there is none.</summary>
    /// <exception cref="KeyNotFoundException">The query has no such column.</exception>
    public string? Text(string column) => values[columns[column]] as string;

    /// <summary>The position of each column; the same object for all rows of a result.</summary>
    internal IReadOnlyDictionary<string, int> Columns => columns;

    /// <summary>The value at a position, as it is.</summary>
    internal object? ValueAt(int position) => values[position];
}
