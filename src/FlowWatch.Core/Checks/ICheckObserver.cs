using FlowWatch.Core.Findings;
using FlowWatch.Core.Runs;
using FlowWatch.Core.Windows;

namespace FlowWatch.Core.Checks;

/// <summary>Is told what runs of checks do while they do it, from several threads at once. It must not throw, nor take long.</summary>
public interface ICheckObserver
{
    /// <summary>A run began.</summary>
    /// <param name="run">The run.</param>
    void RunStarted(RunRecord run);

    /// <summary>A window was judged, its findings are stored and it is marked.</summary>
    /// <param name="run">The run.</param>
    /// <param name="lease">Target, check and window.</param>
    /// <param name="findings">All findings of the window.</param>
    void WindowJudged(RunRecord run, WindowLease lease, IReadOnlyList<Finding> findings);

    /// <summary>A run ended.</summary>
    /// <param name="run">The run as it ended.</param>
    void RunFinished(RunRecord run);
}
