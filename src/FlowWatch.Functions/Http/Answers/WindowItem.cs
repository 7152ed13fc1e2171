using System.Text.Json;
using FlowWatch.Core.Findings;
using FlowWatch.Core.Windows;

namespace FlowWatch.Functions.Http.Answers;

/// <summary>A window of a check and a target.</summary>
public sealed record WindowItem
{
    /// <summary>The first instant of the window.</summary>
    public required DateTimeOffset From { get; init; }

    /// <summary>The first instant after it.</summary>
    public required DateTimeOffset To { get; init; }

    /// <summary><c>due</c>, <c>open</c> (it is being judged), <c>done</c>, <c>revised</c> (done anew, because records had arrived late) or <c>failed</c>.</summary>
    public required string Status { get; init; }

    /// <summary>How often late records have reopened it.</summary>
    public required int Revision { get; init; }

    /// <summary>How often judging was begun since it last became due.</summary>
    public required int Attempts { get; init; }

    /// <summary>When it was last judged.</summary>
    public required DateTimeOffset? JudgedAt { get; init; }

    /// <summary>When it is tried again, after a failure.</summary>
    public required DateTimeOffset? RetryAt { get; init; }

    /// <summary>Records that were judged.</summary>
    public required long? Records { get; init; }

    /// <summary>Findings of the last judging.</summary>
    public required int? Findings { get; init; }

    /// <summary>Whether something of it could not be looked at even though it was judged.</summary>
    public required bool IsPartial { get; init; }

    /// <summary>Why it failed, or what could not be looked at.</summary>
    public required string? Reason { get; init; }

    /// <summary>The words for how far judging has come.</summary>
    public static IReadOnlyList<string> Statuses { get; } = ["due", "open", "done", "revised", "failed"];

    /// <summary>A window as the ledger has it.</summary>
    public static WindowItem Of(WindowRow row)
    {
        ArgumentNullException.ThrowIfNull(row);
        return new WindowItem
        {
            From = row.From,
            To = row.To,
            Status = row is { Status: WindowStatus.Done, Revision: > 0 } ? "revised" : JsonNamingPolicy.CamelCase.ConvertName(row.Status.ToString()),
            Revision = row.Revision,
            Attempts = row.Attempts,
            JudgedAt = row.JudgedAt,
            RetryAt = row.RetryAt,
            Records = row.Records,
            Findings = row.Findings,
            IsPartial = row.Partial,
            Reason = row.Reason,
        };
    }

    /// <summary>A window that nobody has begun.</summary>
    public static WindowItem Due(TimeWindow window)
    {
        ArgumentNullException.ThrowIfNull(window);
        return Of(new WindowRow { From = window.From, To = window.To, Status = WindowStatus.Due });
    }
}
