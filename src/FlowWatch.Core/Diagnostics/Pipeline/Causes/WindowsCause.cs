using System.Globalization;
using FlowWatch.Core.Findings;
using FlowWatch.Core.Reports;

namespace FlowWatch.Core.Diagnostics.Pipeline.Causes;

/// <summary>No window of the target waits for too long.</summary>
internal sealed class WindowsCause : IPipelineCause
{
    public IEnumerable<PipelineStep> Judge(PipelineFacts facts)
    {
        foreach (var (check, ledger) in facts.Ledgers.OrderBy(one => one.Key, StringComparer.Ordinal))
        {
            var (id, title) = ($"windows-{check}", $"The {check} check keeps up");
            if (!ledger.IsKnown)
            {
                yield return new PipelineStep(id, title, PipelineVerdict.NotVerified, $"The windows of {check} could not be looked at.", ledger.Failure.ToString(), "Ask a host of FlowWatch over HTTP: it keeps the ledger.");
                continue;
            }

            var evidence = string.Create(CultureInfo.InvariantCulture, $"due {ledger.Value.Due}, open {ledger.Value.Open}, failed {ledger.Value.Failed}, waiting too long {ledger.Value.AgedCount}{(ledger.Value.OldestUnjudgedAge is { } age ? $"; the oldest ended {ReadableNumber.Duration(age)} ago" : "")}");
            yield return ledger.Value.Aged is [var first, ..]
                ? new PipelineStep(id, title, PipelineVerdict.Wrong, $"{ReadableNumber.Count(ledger.Value.AgedCount, "windows")} wait for too long, the first from {ReportWords.Moment(first.Window.From)}: {first.Window.Reason ?? "not begun"}", evidence, "See why the first failed; it is tried again by itself.", $"flowwatch doctor --target {ShellText.Word(facts.Account.Target.Name)}")
                : new PipelineStep(id, title, PipelineVerdict.Ok, $"No window of {check} waits for too long.", evidence);
        }
    }
}
