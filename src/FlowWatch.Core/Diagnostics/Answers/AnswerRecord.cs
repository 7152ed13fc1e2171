using System.Text.Json.Serialization;
using FlowWatch.Core.Accounts;

namespace FlowWatch.Core.Diagnostics.Answers;

/// <summary>A question that took too long for one request, and how far it is.</summary>
public sealed record AnswerRecord
{
    /// <summary>Its id.</summary>
    public required string Id { get; init; }

    /// <summary>The question.</summary>
    public required string Question { get; init; }

    /// <summary>Format of the answer: <c>json</c>, <c>csv</c>, <c>html</c>.</summary>
    public required string Format { get; init; }

    /// <summary>How far it is.</summary>
    [JsonConverter(typeof(JsonStringEnumConverter<AnswerStatus>))]
    public required AnswerStatus Status { get; init; }

    /// <summary>When it was asked.</summary>
    public required DateTimeOffset AskedAt { get; init; }

    /// <summary>In how many parts the answer is kept.</summary>
    public int Parts { get; init; }

    /// <summary>Why there is no answer; null where there is one, or none yet.</summary>
    public string? Failure { get; init; }

    /// <summary>The sort of failure; null where there is none, or where time was up.</summary>
    [JsonConverter(typeof(JsonStringEnumConverter<FactFailureKind>))]
    public FactFailureKind? FailureKind { get; init; }
}
