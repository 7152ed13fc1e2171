using FlowWatch.Core.Accounts;
using FlowWatch.Core.Checks;
using FlowWatch.Core.Findings;
using FlowWatch.Core.FlowLogs;
using FlowWatch.Core.Queries;
using FlowWatch.Local.DuckDb;

namespace FlowWatch.Cli.Input;

/// <summary>Flow-log files that a command was given.</summary>
/// <param name="terminal">Standard input.</param>
/// <param name="paths">The files.</param>
/// <param name="format">The format of files without a header line, or null.</param>
internal sealed class FileFlowLogs(Terminal terminal, IReadOnlyList<string> paths, FlowLogFormat? format)
{
    /// <summary>Opens them.</summary>
    /// <param name="window">Records that started in it; null takes all.</param>
    /// <param name="cancellationToken">Stops opening.</param>
    public async Task<Fact<IFlowLogSession>> OpenAsync(TimeWindow? window, CancellationToken cancellationToken)
    {
        var options = new DuckDbEngineOptions { Paths = paths, Format = format, Range = window, StandardInput = terminal.Input };
        return Facts.Known<IFlowLogSession>(new Session(await DuckDbFlowLogEngine.OpenAsync(options, cancellationToken).ConfigureAwait(false)));
    }

    private sealed class Session(DuckDbFlowLogEngine engine) : IFlowLogSession
    {
        public IFlowLogEngine Engine => engine;

        public ValueTask DisposeAsync() => engine.DisposeAsync();
    }
}
