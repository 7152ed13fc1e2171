using FlowWatch.Core.FlowLogs;

namespace FlowWatch.Aws.CloudWatchLogs.QueryLanguage;

/// <summary>
/// How lines of one format are taken apart and told from others. A glob has one wildcard per field, in the format's own order; each takes
/// as little as it can, so of a line with more values the last holds blanks, and a line with fewer gives no field at all.
/// </summary>
internal sealed class InsightsParse
{
    /// <summary>Makes it for one of the formats of a log group.</summary>
    /// <param name="format">The format.</param>
    /// <param name="others">The other formats that lines in the same log group may have.</param>
    /// <param name="rowLimit">Rows that one query returns at the most.</param>
    /// <exception cref="NotSupportedException">Lines of another format cannot be told from this one's.</exception>
    public InsightsParse(FlowLogFormat format, IReadOnlyList<FlowLogFormat> others, int rowLimit)
    {
        RowLimit = rowLimit;
        Format = format;
        var names = format.Fields.Select(field => InsightsText.Name(field.Name)).ToList();
        Command = $"parse @message \"{string.Join(' ', names.Select(_ => '*'))}\" as {string.Join(", ", names)}";
        Shape = $"ispresent({names[^1]}) and strcontains({names[^1]}, \" \") = 0";
        var marks = others.Where(other => other.Fields.Count == format.Fields.Count)
            .Select(other => Difference(format, other) ?? throw new NotSupportedException(
                $"lines of the formats '{format}' and '{other}' cannot be told apart: both have {format.Fields.Count} fields, of the same kinds in the same places"));
        Shape = string.Join(" and ", marks.Distinct().Prepend(Shape));
    }

    /// <summary>The format.</summary>
    public FlowLogFormat Format { get; }

    /// <summary>Rows that one query returns at the most.</summary>
    public int RowLimit { get; }

    /// <summary>The command that takes lines apart.</summary>
    public string Command { get; }

    /// <summary>The condition that only lines of the format meet.</summary>
    public string Shape { get; }

    // A place where this format always has a value of a kind that the other never has there (nor has "-", which is of no kind).
    private static string? Difference(FlowLogFormat format, FlowLogFormat other) =>
        format.Fields.Zip(other.Fields)
            .Where(pair => FlowLogValueKind.Of(pair.First, format) is { IsAlwaysThere: true } kind && kind.ExcludesAll(FlowLogValueKind.Of(pair.Second, other)))
            .Select(pair => FlowLogValueKind.Of(pair.First, format)!.Test(InsightsText.Name(pair.First.Name)))
            .FirstOrDefault();
}
