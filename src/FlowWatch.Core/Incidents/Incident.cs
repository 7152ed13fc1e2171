using System.Text.Json.Serialization;
using FlowWatch.Core.Alerts;
using FlowWatch.Core.Findings;

namespace FlowWatch.Core.Incidents;

/// <summary>Everything that goes on under one fingerprint at one target, over all windows: what a person acts on.</summary>
public sealed record Incident
{
    /// <summary>Who did what nobody did by hand.</summary>
    public const string FlowWatch = "flowwatch";

    /// <summary>The most steps of its history that are kept; of older ones only their number.</summary>
    public const int MaximumHistory = 40;

    /// <summary>The most windows that are remembered as counted; a late revision reaches back a day, which is 144 windows of the security check.</summary>
    public const int MaximumCounted = 200;

    /// <summary>The longest note or name of a person, in characters.</summary>
    public const int MaximumText = 500;

    /// <summary>The target.</summary>
    public required string Target { get; init; }

    /// <summary>The detection, upper snake case: <c>PORT_SCAN</c>; or what is wrong with FlowWatch itself: <c>ACCESS_REFUSED</c>; or with compliance: <c>COMPLIANCE_NOT_MET</c>.</summary>
    public required string Detection { get; init; }

    /// <summary>What ties findings together: 24 hexadecimal digits.</summary>
    public required string Fingerprint { get; init; }

    /// <summary>Its name for people and programs: target and fingerprint.</summary>
    [JsonIgnore]
    public string Id => $"{Target}-{Fingerprint}";

    /// <summary>Who is called.</summary>
    public required EscalationLevel Level { get; init; }

    /// <summary>How far it has come.</summary>
    public required IncidentStatus Status { get; init; }

    /// <summary>The highest severity since it was opened, or last reopened.</summary>
    public required Severity Severity { get; init; }

    /// <summary>When it was first seen, by the records.</summary>
    public required DateTimeOffset FirstSeen { get; init; }

    /// <summary>When it was last seen, by the records.</summary>
    public required DateTimeOffset LastSeen { get; init; }

    /// <summary>In how many windows it was seen; for what is wrong with FlowWatch itself, how often that was noticed.</summary>
    public required int Occurrences { get; init; }

    /// <summary>How often it came back after it was resolved.</summary>
    public int Reopenings { get; init; }

    /// <summary>A few words.</summary>
    public required string Title { get; init; }

    /// <summary>What happened, in one sentence with its numbers, as last seen.</summary>
    public required string Summary { get; init; }

    /// <summary>The latest finding; null for what is wrong with FlowWatch itself.</summary>
    public Finding? Finding { get; init; }

    /// <summary>How the lines of the flow log were written that the latest finding is of, in AWS's notation; null where the run did not know.</summary>
    public string? LogFormat { get; init; }

    /// <summary>The check that found it last, or <c>compliance</c>; null for what is wrong with FlowWatch itself.</summary>
    public string? Check { get; init; }

    /// <summary>The window it was last found in; null where it has no finding.</summary>
    public TimeWindow? Window { get; init; }

    /// <summary>What to do, for what is wrong with FlowWatch itself; a finding's steps are its detection's.</summary>
    public IReadOnlyList<string> NextSteps { get; init; } = [];

    /// <summary>W3C trace id of the run that saw it last.</summary>
    public string? TraceId { get; init; }

    /// <summary>When it was resolved; null while it is not.</summary>
    public DateTimeOffset? ResolvedAt { get; init; }

    /// <summary>Up to which time of the records it counts as over: what is found late of the time before does not reopen it.</summary>
    public DateTimeOffset? ResolvedUpTo { get; init; }

    /// <summary>What it turned out to be, by the person who resolved it last.</summary>
    public IncidentDisposition? Disposition { get; init; }

    /// <summary>Its steps, the oldest first; the last few.</summary>
    public IReadOnlyList<IncidentHistoryEntry> History { get; init; } = [];

    /// <summary>How many older steps are not kept any more.</summary>
    public int HistoryDropped { get; init; }

    /// <summary>Starts of the windows that are counted, in minutes since 1970, ascending; the latest few.</summary>
    public IReadOnlyList<long> Counted { get; init; } = [];

    /// <summary>How many notices were made of it: the number of the last.</summary>
    public int Sequence { get; init; }

    /// <summary>When the last notice was made; null where nobody was to be told.</summary>
    public DateTimeOffset? NotifiedAt { get; init; }

    /// <summary>Settings of the target that would name a topic for it and do not, where nobody could be told at the last notice; else empty.</summary>
    public IReadOnlyList<string> MissingTopics { get; init; } = [];

    /// <summary>What "worse" is measured against.</summary>
    public required IncidentBaseline Baseline { get; init; }

    /// <summary>When it is looked at next: whether it is quiet, or old enough to be forgotten.</summary>
    public required DateTimeOffset LookAt { get; init; }

    /// <summary>Version of the row it was read from; an action may demand that it has not changed since.</summary>
    [JsonIgnore]
    public string Version { get; init; } = "";
}
