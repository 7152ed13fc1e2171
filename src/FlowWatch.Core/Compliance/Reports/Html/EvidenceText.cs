namespace FlowWatch.Core.Compliance.Reports.Html;

/// <summary>Evidence in running text.</summary>
internal static class EvidenceText
{
    private static readonly char[] LineBreaks = ['\r', '\n'];

    /// <summary>Several pieces in one sentence; a source is named once for all that follow each other and come from it.</summary>
    /// <param name="evidence">The evidence.</param>
    /// <param name="queries">The queries that the report shows elsewhere, so that their text need not stand here.</param>
    public static string Compact(IReadOnlyList<ControlEvidence> evidence, IReadOnlyList<ComplianceQuery> queries)
    {
        var parts = new List<string>();
        for (var index = 0; index < evidence.Count; index++)
        {
            var one = evidence[index];
            var value = queries.Any(query => query.Text.Trim() == one.Value.Trim()) ? "see Queries" : OneLine(one.Value);
            var isLast = index + 1 == evidence.Count || evidence[index + 1].Source != one.Source;
            parts.Add($"{one.Name}: {value}{(isLast ? $" ({one.Source})" : "")}");
        }

        return string.Join("; ", parts);
    }

    /// <summary>A value on one line: a query is asked on several.</summary>
    public static string OneLine(string value) =>
        value.IndexOfAny(LineBreaks) < 0 ? value : string.Join(' ', value.Split(LineBreaks, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
}
