using FlowWatch.Core.Compliance.Reports;
using FlowWatch.Core.Compliance.Reports.Chain;

namespace FlowWatch.Functions.Http.Answers;

/// <summary>A compliance report in few words.</summary>
/// <param name="Id">Its id.</param>
/// <param name="GeneratedAt">When it was made.</param>
/// <param name="Status">The worst of its requirements: <c>fail</c>, <c>not-verified</c>, <c>suppressed</c>, <c>pass</c> or <c>not-applicable</c>.</param>
/// <param name="Requirements">What each requirement came to, in the same words.</param>
/// <param name="Targets">How many targets it is about.</param>
/// <param name="Tally">How many results of which status.</param>
/// <param name="Hash">Its SHA-256.</param>
public sealed record ComplianceItem(string Id, DateTimeOffset GeneratedAt, string Status, IReadOnlyDictionary<string, string> Requirements, int Targets, StatusTally Tally, string Hash)
{
    /// <summary>The report in few words.</summary>
    public static ComplianceItem Of(ReportSummary report)
    {
        ArgumentNullException.ThrowIfNull(report);
        return new(report.Id, report.GeneratedAt, ComplianceWords.Of(report.Status), report.Requirements.ToDictionary(one => one.Key, one => ComplianceWords.Of(one.Value)), report.Targets, report.Tally, report.Hash);
    }
}
