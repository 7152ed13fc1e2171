using FlowWatch.Core.Compliance.Archive;

namespace FlowWatch.Functions.Http.Answers;

/// <summary>Hours that are missing in an archive.</summary>
public sealed record ArchiveGapItem
{
    /// <summary>Name of the target.</summary>
    public required string Target { get; init; }

    /// <summary>The flow log, the Firehose stream, or the export task's prefix.</summary>
    public required string Source { get; init; }

    /// <summary>The first hour without an object.</summary>
    public required DateTimeOffset From { get; init; }

    /// <summary>The hour that is not meant any more.</summary>
    public required DateTimeOffset To { get; init; }

    /// <summary>Hours in between.</summary>
    public required long Hours { get; init; }

    /// <summary><c>open</c>, <c>not-verified</c> or <c>acknowledged</c>.</summary>
    public required string Status { get; init; }

    /// <summary>What was seen at that time, or who acknowledged it and why.</summary>
    public required string Explanation { get; init; }

    /// <summary>The words for what is known about a gap; those that are explained are not listed.</summary>
    public static IReadOnlyList<string> Statuses { get; } = ["open", "not-verified", "acknowledged"];

    /// <summary>A gap as the register has it.</summary>
    public static ArchiveGapItem Of(ListedArchiveGap listed)
    {
        ArgumentNullException.ThrowIfNull(listed);
        return new ArchiveGapItem
        {
            Target = listed.Target,
            Source = listed.Source,
            From = listed.Gap.From,
            To = listed.Gap.To,
            Hours = listed.Hours,
            Status = Statuses[listed.Gap.Status switch { ArchiveGapStatus.Open => 0, ArchiveGapStatus.NotVerified => 1, _ => 2 }],
            Explanation = listed.Gap.Explanation,
        };
    }
}
