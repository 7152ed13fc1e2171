using FlowWatch.Core.Accounts;
using FlowWatch.Core.Diagnostics.Answers;

namespace FlowWatch.Core.Diagnostics.Archive;

/// <summary>A question about an archive as it is put.</summary>
/// <param name="Request">The request.</param>
/// <param name="Archive">The archive.</param>
/// <param name="IsRestoreEnabled">Whether objects may be restored.</param>
/// <param name="Empty">The answer, to be filled.</param>
internal sealed record ArchiveAsked(DiagnosticRequest Request, IFlowLogArchive Archive, bool IsRestoreEnabled, DiagnosticAnswer Empty)
{
    /// <summary>What keys of the archive begin with.</summary>
    public string Prefix => Request.Target!.Archive!.Prefix;
}
