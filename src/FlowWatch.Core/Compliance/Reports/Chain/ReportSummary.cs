namespace FlowWatch.Core.Compliance.Reports.Chain;

/// <summary>A report in few words, for lists and for the trend.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Number">Its place in the chain.</param>
/// <param name="GeneratedAt">When it was made.</param>
/// <param name="Status">The worst of what its requirements came to.</param>
/// <param name="Targets">How many targets it is about.</param>
/// <param name="Tally">How many results of which status.</param>
/// <param name="Requirements">What each requirement came to, by its number.</param>
/// <param name="Hash">Its hash.</param>
public sealed record ReportSummary(string Id, int Number, DateTimeOffset GeneratedAt, ControlStatus Status, int Targets, StatusTally Tally, IReadOnlyDictionary<string, ControlStatus> Requirements, string Hash)
{
    /// <summary>The report in few words.</summary>
    public static ReportSummary Of(ComplianceReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        var requirements = RequirementResult.Of(report);
        return new ReportSummary(
            report.Id,
            report.Number,
            report.GeneratedAt,
            RequirementResult.Worst(requirements),
            report.Targets.Count,
            StatusTally.Of(report.Targets),
            requirements.ToDictionary(result => result.Requirement.Id, result => result.Status),
            report.Hash ?? "");
    }
}
