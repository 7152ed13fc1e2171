using System.Text.Json;
using FlowWatch.Core.Alerts.Outbox;
using FlowWatch.Core.Reports;

namespace FlowWatch.Functions.Http.Answers;

/// <summary>A message that a topic accepted.</summary>
/// <param name="AcceptedAt">When.</param>
/// <param name="Id">The message's id.</param>
/// <param name="Topic">The topic.</param>
/// <param name="ChannelId">The channel's own id of it.</param>
/// <param name="Incident">The incident; null for a digest.</param>
/// <param name="Sequence">Number of the message among the incident's; null for a digest.</param>
/// <param name="Reason"><c>new</c>, <c>escalated</c>, <c>reopened</c>, <c>reminder</c>, <c>resolved</c> or <c>digest</c>.</param>
/// <param name="Severity">Severity.</param>
/// <param name="Alerts">How many alerts it told of.</param>
/// <param name="SecondsFromFinding">Seconds from the finding, of a digest from its oldest.</param>
/// <param name="SecondsFromWindowEnd">Seconds from the end of the judged window; null where there is none.</param>
/// <param name="SecondsFromRecordEnd">Seconds from the end of the last record; null where there is none.</param>
public sealed record SentAlertItem(
    DateTimeOffset AcceptedAt, string Id, string Topic, string ChannelId, string? Incident, int? Sequence, string Reason, string Severity, int Alerts, double SecondsFromFinding, double? SecondsFromWindowEnd, double? SecondsFromRecordEnd)
{
    /// <summary>The message as it is remembered.</summary>
    public static SentAlertItem Of(SentAlert sent)
    {
        ArgumentNullException.ThrowIfNull(sent);
        return new SentAlertItem(
            sent.At, sent.MessageId, sent.Topic, sent.ChannelId, sent.Incident, sent.Sequence, sent.Reason is { } reason ? JsonNamingPolicy.KebabCaseLower.ConvertName(reason.ToString()) : "digest", ReportWords.Of(sent.Severity), sent.Notices, sent.FromFinding, sent.FromWindowEnd, sent.FromRecordEnd);
    }
}
