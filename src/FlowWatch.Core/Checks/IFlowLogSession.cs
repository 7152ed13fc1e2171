using FlowWatch.Core.FlowLogs;
using FlowWatch.Core.Queries;

namespace FlowWatch.Core.Checks;

/// <summary>An engine over one stretch of one target's flow logs, held open while a check asks it.</summary>
public interface IFlowLogSession : IAsyncDisposable
{
    /// <summary>The engine.</summary>
    IFlowLogEngine Engine { get; }

    /// <summary>How the lines of the flow log are written, for queries that people paste; null where that is not known, or there are several formats.</summary>
    FlowLogFormat? Format => null;
}
