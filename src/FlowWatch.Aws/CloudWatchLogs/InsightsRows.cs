using FlowWatch.Aws.CloudWatchLogs.QueryLanguage;
using FlowWatch.Core.Queries;

namespace FlowWatch.Aws.CloudWatchLogs;

/// <summary>Turns result rows of one plan, whose values are texts, into rows for what is decided in code.</summary>
internal sealed class InsightsRows(IReadOnlyList<InsightsColumn> columns)
{
    private readonly Dictionary<string, int> places = columns.Index().ToDictionary(column => column.Item.Name, column => column.Index);
    private readonly Dictionary<string, string> texts = [];

    /// <summary>Reads rows.</summary>
    /// <param name="rows">The rows.</param>
    /// <param name="onBadRow">Told of each row with a value that is not what it must be; such a row is left out.</param>
    public IReadOnlyList<FlowRow> Read(IReadOnlyList<IReadOnlyDictionary<string, string>> rows, Action<string> onBadRow)
    {
        var read = new List<FlowRow>(rows.Count);
        foreach (var row in rows)
        {
            try
            {
                read.Add(new FlowRow(places, [.. columns.Select(column => Once(column.Read(row)))]));
            }
            catch (FormatException error)
            {
                onBadRow(error.Message);
            }
        }

        return read;
    }

    // The same few addresses come in thousands of rows; each is kept once.
    private object? Once(object? value)
    {
        if (value is not string text) return value;
        if (texts.TryGetValue(text, out var known)) return known;
        texts.Add(text, text);
        return text;
    }
}
