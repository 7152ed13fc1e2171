using FlowWatch.Core.Alerts.Outbox;
using FlowWatch.Core.Findings;
using FlowWatch.Core.Reports;

namespace FlowWatch.Cli;

/// <summary>Tells whoever sits at the terminal what became of the alerts of a command with <c>--send</c>.</summary>
/// <param name="channels">The channels that were used.</param>
/// <param name="terminal">Where it is told.</param>
/// <param name="isQuiet">Whether to tell of what was not sent only.</param>
internal sealed class AlertTelling(NotedAlertChannels channels, Terminal terminal, bool isQuiet)
{
    /// <summary>Tells.</summary>
    /// <param name="report">What the outbox did.</param>
    /// <param name="command">The command, to name it: <c>flowwatch check --send</c>.</param>
    /// <param name="hasFound">Whether anything was found that people could be told of.</param>
    /// <returns>False where something was not sent.</returns>
    public async Task<bool> TellAsync(DispatchReport report, string command, bool hasFound)
    {
        if (report.IsElsewhere)
        {
            await terminal.Error.WriteLineAsync("flowwatch: alerts are stored and not sent yet: another process over the same state is sending. It sends them, or the next run does.").ConfigureAwait(false);
            return false;
        }

        foreach (var line in channels.Accepted) await SayAsync(line).ConfigureAwait(false);
        foreach (var line in channels.NotAccepted) await terminal.Error.WriteLineAsync($"flowwatch: {line}").ConfigureAwait(false);
        var status = report.Status!;
        foreach (var topic in status.Failing.Where(topic => !channels.Tried.Contains(topic.Topic))) await terminal.Error.WriteLineAsync($"flowwatch: {topic.Topic} is not tried before {ReportWords.Moment(topic.RetryAt ?? status.At)}, since it did not accept: {VisibleText.Of(topic.Error ?? "no reason is known")}").ConfigureAwait(false);
        if (status.Waiting > 0) await terminal.Error.WriteLineAsync($"flowwatch: {ReadableNumber.Count(status.Waiting, "alerts")} wait, {ReadableNumber.Count(status.InDigests)} of them for a digest. They are kept; the next {command} over this state sends them, or flowwatch serve does.").ConfigureAwait(false);
        else if (report is { Sent: 0, Digests: 0 } && hasFound) await SayAsync("nothing is sent: what was found is no news of the incidents it belongs to (flowwatch incidents list)").ConfigureAwait(false);
        return report is { NotAccepted: 0, Status.Waiting: 0 };
    }

    private async Task SayAsync(string line)
    {
        if (!isQuiet) await terminal.Error.WriteLineAsync(line).ConfigureAwait(false);
    }
}
