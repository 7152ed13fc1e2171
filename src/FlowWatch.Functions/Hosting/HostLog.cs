using FlowWatch.Core.Configuration;
using FlowWatch.Core.Runs;
using FlowWatch.Core.Windows;
using Microsoft.Extensions.Logging;

namespace FlowWatch.Functions.Hosting;

/// <summary>What a host logs. Never a key, never a token.</summary>
internal static partial class HostLog
{
    [LoggerMessage(EventIds.ConfigurationProblem, LogLevel.Error, "Configuration: {Problem}", EventName = nameof(EventIds.ConfigurationProblem))]
    public static partial void ConfigurationProblem(ILogger logger, ConfigurationProblem problem);

    [LoggerMessage(EventIds.ConfigurationNote, LogLevel.Warning, "Configuration: {Note}", EventName = nameof(EventIds.ConfigurationNote))]
    public static partial void ConfigurationNote(ILogger logger, ConfigurationProblem note);

    [LoggerMessage(EventIds.ConfigurationRead, LogLevel.Information, "FlowWatch {Version} watches {Targets} targets; {LeftOut} are left out.", EventName = nameof(EventIds.ConfigurationRead))]
    public static partial void ConfigurationRead(ILogger logger, string version, int targets, int leftOut);

    [LoggerMessage(EventIds.StateOpened, LogLevel.Information, "State: {Where}.", EventName = nameof(EventIds.StateOpened))]
    public static partial void StateOpened(ILogger logger, string where);

    [LoggerMessage(EventIds.StateNotOpened, LogLevel.Error, "The state cannot be used yet, and nothing is judged until it can: {Reason}", EventName = nameof(EventIds.StateNotOpened))]
    public static partial void StateNotOpened(ILogger logger, string reason);

    [LoggerMessage(EventIds.RunStarted, LogLevel.Information, "Run {Run} of {Check} ({Trigger}) over {Targets} targets began; trace {TraceId}.", EventName = nameof(EventIds.RunStarted))]
    public static partial void RunStarted(ILogger logger, string run, string check, string trigger, int targets, string? traceId);

    [LoggerMessage(EventIds.RunSucceeded, LogLevel.Information, "Run {Run} of {Check}: {Windows} windows judged, {Revised} of them anew; {Records} records, {Findings} findings; trace {TraceId}.", EventName = nameof(EventIds.RunSucceeded))]
    public static partial void RunSucceeded(ILogger logger, string run, string check, int windows, int revised, long records, int findings, string? traceId);

    [LoggerMessage(EventIds.RunNotWhole, LogLevel.Warning, "Run {Run} of {Check} ended as {Status}: {Windows} windows judged, {Failed} failed, {Problems} problems; {Findings} findings; trace {TraceId}.", EventName = nameof(EventIds.RunNotWhole))]
    public static partial void RunNotWhole(ILogger logger, string run, string check, RunStatus status, int windows, int failed, int problems, int findings, string? traceId);

    [LoggerMessage(EventIds.RunProblem, LogLevel.Warning, "Run {Run}, target {Target}: {What}", EventName = nameof(EventIds.RunProblem))]
    public static partial void RunProblem(ILogger logger, string run, string target, string what);

    [LoggerMessage(EventIds.RunNotice, LogLevel.Warning, "Run {Run}: {What}", EventName = nameof(EventIds.RunNotice))]
    public static partial void RunNotice(ILogger logger, string run, string what);

    [LoggerMessage(EventIds.RunNotPossible, LogLevel.Error, "No run of {Check}: the configuration cannot be used; health/ready tells why.", EventName = nameof(EventIds.RunNotPossible))]
    public static partial void RunNotPossible(ILogger logger, string check);

    [LoggerMessage(EventIds.RunBroken, LogLevel.Error, "Run {Run} of {Check} broke off; what it did not judge is still due. Trace {TraceId}.", EventName = nameof(EventIds.RunBroken))]
    public static partial void RunBroken(ILogger logger, string run, string check, string? traceId, Exception error);

    [LoggerMessage(EventIds.TimerLate, LogLevel.Information, "The timer of {Function} is past due; the ledger tells what there is to catch up with.", EventName = nameof(EventIds.TimerLate))]
    public static partial void TimerLate(ILogger logger, string function);

    [LoggerMessage(EventIds.HeartbeatGiven, LogLevel.Information, "Heartbeat: {Targets} targets; windows due {Due}, open {Open}, failed {Failed}, aged {Aged}; the oldest unjudged ended {Age} ago.", EventName = nameof(EventIds.HeartbeatGiven))]
    public static partial void HeartbeatGiven(ILogger logger, int targets, int due, int open, int failed, int aged, string age);

    [LoggerMessage(EventIds.WindowAged, LogLevel.Error, "Window {From:u} to {To:u} of {Target}, {Check} is {Status} and not judged for too long (attempts: {Attempts}): {Reason}", EventName = nameof(EventIds.WindowAged))]
    public static partial void WindowAged(ILogger logger, string target, string check, DateTimeOffset from, DateTimeOffset to, WindowStatus status, int attempts, string reason);

    [LoggerMessage(EventIds.RetentionDone, LogLevel.Information, "Forgot {Rows} rows of state that are older than must be remembered.", EventName = nameof(EventIds.RetentionDone))]
    public static partial void RetentionDone(ILogger logger, int rows);

    [LoggerMessage(EventIds.QuestionBroken, LogLevel.Error, "Question {Question}, answer {Answer}, broke off.", EventName = nameof(EventIds.QuestionBroken))]
    public static partial void QuestionBroken(ILogger logger, string question, string answer, Exception error);

    [LoggerMessage(EventIds.SuppressionAdded, LogLevel.Information, "Suppression {Suppression} was added; trace {TraceId}.", EventName = nameof(EventIds.SuppressionAdded))]
    public static partial void SuppressionAdded(ILogger logger, string suppression, string traceId);

    [LoggerMessage(EventIds.SuppressionRemoved, LogLevel.Information, "Suppression {Suppression} was removed; trace {TraceId}.", EventName = nameof(EventIds.SuppressionRemoved))]
    public static partial void SuppressionRemoved(ILogger logger, string suppression, string traceId);

    [LoggerMessage(EventIds.ArchiveGapsAcknowledged, LogLevel.Information, "{Hours} missing hours of the archive of {Target} were acknowledged; trace {TraceId}.", EventName = nameof(EventIds.ArchiveGapsAcknowledged))]
    public static partial void ArchiveGapsAcknowledged(ILogger logger, long hours, string target, string traceId);

    [LoggerMessage(EventIds.AlertsSent, LogLevel.Information, "Alerts: {Sent} sent one by one, {Digests} digests of {InDigests}; {Waiting} wait.", EventName = nameof(EventIds.AlertsSent))]
    public static partial void AlertsSent(ILogger logger, int sent, int digests, int inDigests, int waiting);

    [LoggerMessage(EventIds.AlertsNotAccepted, LogLevel.Error, "Topic {Topic} has not accepted alerts since {Since:u}, {Failures} tries; the next is at {RetryAt:u}: {Reason}", EventName = nameof(EventIds.AlertsNotAccepted))]
    public static partial void AlertsNotAccepted(ILogger logger, string topic, DateTimeOffset? since, int failures, DateTimeOffset? retryAt, string? reason);

    [LoggerMessage(EventIds.AlertsParked, LogLevel.Critical, "{Parked} alerts were not accepted for longer than alerts.parkAfter; they are kept and stand in the next digest.", EventName = nameof(EventIds.AlertsParked))]
    public static partial void AlertsParked(ILogger logger, int parked);

    [LoggerMessage(EventIds.AlertsStranded, LogLevel.Critical, "{Count} alerts of target {Target}, which the settings no longer name, wait for {Topic}, which no target names any more. They are kept for alerts.retention: name that address at any target and they are sent.", EventName = nameof(EventIds.AlertsStranded))]
    public static partial void AlertsStranded(ILogger logger, int count, string target, string topic);

    [LoggerMessage(EventIds.AlertsNotDispatched, LogLevel.Warning, "Alerts could not be dispatched and wait: {Reason}", EventName = nameof(EventIds.AlertsNotDispatched))]
    public static partial void AlertsNotDispatched(ILogger logger, string reason);

    [LoggerMessage(EventIds.IncidentsQuiet, LogLevel.Information, "{Incidents} incidents were quiet for long enough and are resolved.", EventName = nameof(EventIds.IncidentsQuiet))]
    public static partial void IncidentsQuiet(ILogger logger, int incidents);

    [LoggerMessage(EventIds.IncidentChanged, LogLevel.Information, "Incident {Incident} is {Status} now; trace {TraceId}.", EventName = nameof(EventIds.IncidentChanged))]
    public static partial void IncidentChanged(ILogger logger, string incident, string status, string traceId);

    [LoggerMessage(EventIds.RequestFailed, LogLevel.Error, "{Method} {Route} failed; trace {TraceId}.", EventName = nameof(EventIds.RequestFailed))]
    public static partial void RequestFailed(ILogger logger, string method, string route, string traceId, Exception error);

    [LoggerMessage(EventIds.RequestWithoutState, LogLevel.Warning, "{Method} {Route} could not be answered; trace {TraceId}. {Reason}", EventName = nameof(EventIds.RequestWithoutState))]
    public static partial void RequestWithoutState(ILogger logger, string method, string route, string traceId, string reason);
}
