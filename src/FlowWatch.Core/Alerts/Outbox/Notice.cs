using System.Globalization;
using System.Text.Json.Serialization;
using FlowWatch.Core.Findings;

namespace FlowWatch.Core.Alerts.Outbox;

/// <summary>That people must be told of an incident over one topic: stored before anything is sent, gone once the topic has accepted it.</summary>
public sealed record Notice
{
    /// <summary>What the keys of all notices begin with.</summary>
    public const string Prefix = "notice|";

    private const string DueFormat = "yyyyMMddHHmm";

    /// <summary>The target.</summary>
    public required string Target { get; init; }

    /// <summary>The incident's fingerprint.</summary>
    public required string Fingerprint { get; init; }

    /// <summary>Number of the notice among those of the incident: receivers can put them in order, and drop repeats.</summary>
    public required int Sequence { get; init; }

    /// <summary>Why people are told.</summary>
    public required NoticeReason Reason { get; init; }

    /// <summary>The incident's severity.</summary>
    public required Severity Severity { get; init; }

    /// <summary>The incident's detection.</summary>
    public required string Detection { get; init; }

    /// <summary>The topic's ARN.</summary>
    public required string Topic { get; init; }

    /// <summary>Place of the topic among those of the notice: it makes the key unique.</summary>
    public required int Place { get; init; }

    /// <summary>When it was made: with the finding, before the window was marked.</summary>
    public required DateTimeOffset MadeAt { get; init; }

    /// <summary>From when on it may be sent.</summary>
    public required DateTimeOffset DueAt { get; init; }

    /// <summary>When the judged window ended; null where there is none.</summary>
    public DateTimeOffset? WindowEnd { get; init; }

    /// <summary>When the last record it stands on ended; null where there is none.</summary>
    public DateTimeOffset? RecordEnd { get; init; }

    /// <summary>How often it was tried alone and not accepted, while the topic accepted others.</summary>
    public int Attempts { get; init; }

    /// <summary>Identity of the message; the same on every try.</summary>
    [JsonIgnore]
    public string MessageId => string.Create(CultureInfo.InvariantCulture, $"{Target}-{Fingerprint}-{Sequence}");

    /// <summary>Its key: due minute, then what matters most.</summary>
    [JsonIgnore]
    public string Key => string.Create(CultureInfo.InvariantCulture, $"{Prefix}{DueAt.UtcDateTime.ToString(DueFormat, CultureInfo.InvariantCulture)}|{9 - (int)Severity}|{Fingerprint}|{Sequence:D6}|{Place}");

    /// <summary>The key before which all notices stand that are due at a time.</summary>
    public static string DueBefore(DateTimeOffset now) => Prefix + now.AddMinutes(1).UtcDateTime.ToString(DueFormat, CultureInfo.InvariantCulture);
}
