using FlowWatch.Core.Checks;
using FlowWatch.Local.Folders;

namespace FlowWatch.Functions.Hosting;

/// <summary>The flow logs as questions ask them.</summary>
/// <param name="source">Asks them.</param>
/// <param name="folders">What it must let go of; null where that is another's.</param>
public sealed class QuestionFlowLogs(IFlowLogSource source, FolderFlowLogSource? folders) : IDisposable
{
    /// <summary>Asks them.</summary>
    public IFlowLogSource Source => source;

    /// <summary>Flow logs that are asked beside the checks, from places of their own.</summary>
    /// <param name="logGroups">Asks CloudWatch Logs.</param>
    public static QuestionFlowLogs BesideChecks(Lazy<IFlowLogSource> logGroups)
    {
        var folders = new FolderFlowLogSource();
        return new QuestionFlowLogs(new FlowLogSources(folders, logGroups), folders);
    }

    /// <inheritdoc/>
    public void Dispose() => folders?.Dispose();
}
