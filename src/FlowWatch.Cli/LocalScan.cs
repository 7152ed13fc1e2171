using FlowWatch.Cli.Input;
using FlowWatch.Cli.Output;
using FlowWatch.Core.Checks;
using FlowWatch.Core.Findings;
using FlowWatch.Local.DuckDb;

namespace FlowWatch.Cli;

/// <summary>Scans files on this machine and tells on standard error what it does.</summary>
internal sealed class LocalScan(Terminal terminal, bool quiet, bool verbose)
{
    /// <summary>Scans.</summary>
    public async Task<ScanReport> RunAsync(DuckDbEngineOptions engineOptions, ScanCheckOptions checkOptions, CancellationToken cancellationToken)
    {
        if (checkOptions.Range is { } range) Say($"window {TimeRange.Text(range)}");
        var engine = await DuckDbFlowLogEngine.OpenAsync(engineOptions, cancellationToken).ConfigureAwait(false);
        await using (engine.ConfigureAwait(false))
        {
            if (verbose)
            {
                foreach (var format in engine.Formats) Say($"format {format.ToLogFormat()}");
                engine.QueryRun = (name, duration) => Say($"query {name}: {ReadableNumber.Duration(duration)}");
            }

            using var progress = quiet || !terminal.ShowsProgress ? null : new ReadingProgress(terminal.Error, terminal.Time, engine.Statistics.Bytes);
            engine.Progress = progress;
            var report = await new ScanCheck(engine, checkOptions, terminal.Time).RunAsync(cancellationToken).ConfigureAwait(false);
            progress?.Dispose();
            if (checkOptions.Range is not null && report.Input.Records == 0) Say("warning: no record started in that window; without a time option everything is read.");
            if (verbose) Say($"{report.Input.Scans} scan(s) of {ReadableNumber.Bytes(report.Input.Bytes)}, {report.Input.Queries} queries over what they kept");
            return report;
        }
    }

    /// <summary>Prints the queries that a scan would start with.</summary>
    public async Task ExplainAsync(DuckDbEngineOptions engineOptions, ScanCheckOptions checkOptions, CancellationToken cancellationToken)
    {
        var engine = await DuckDbFlowLogEngine.OpenAsync(engineOptions, cancellationToken).ConfigureAwait(false);
        await using (engine.ConfigureAwait(false))
        {
            var output = new StreamWriter(terminal.Output, new System.Text.UTF8Encoding(false), 4096, leaveOpen: true);
            await using (output.ConfigureAwait(false))
            {
                foreach (var query in new ScanCheck(engine, checkOptions, terminal.Time).OpeningQueries)
                {
                    await output.WriteLineAsync($"{query}\n{engine.Explain(query)};\n".AsMemory(), cancellationToken).ConfigureAwait(false);
                }
            }
        }
    }

    /// <summary>Says something on standard error, unless quiet.</summary>
    public void Say(string text)
    {
        if (!quiet) terminal.Error.WriteLine(text);
    }
}
