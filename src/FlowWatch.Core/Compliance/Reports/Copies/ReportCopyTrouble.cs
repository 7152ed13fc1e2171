using FlowWatch.Core.Accounts;

namespace FlowWatch.Core.Compliance.Reports.Copies;

/// <summary>That reports could not be copied.</summary>
/// <param name="Target">The target whose archive they go to.</param>
/// <param name="Place">Where they go: <c>s3://bucket/prefix</c>.</param>
/// <param name="Report">File of the first report that is not there.</param>
/// <param name="Failure">Why.</param>
public sealed record ReportCopyTrouble(string Target, string Place, string Report, FactFailure Failure)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Report} is NOT COPIED to {Place}: {Failure}. It is safe in its own place, and is tried again after the next verification.";
}
