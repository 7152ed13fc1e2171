using System.Globalization;
using System.Text.Json.Serialization;

namespace FlowWatch.Core.Compliance.Archive;

/// <summary>A person's word for hours that are missing in an archive.</summary>
/// <param name="From">The first of these hours.</param>
/// <param name="To">The hour that is not meant any more.</param>
/// <param name="Source">The source whose hours they are; null for all of the target.</param>
/// <param name="By">Who answers for it.</param>
/// <param name="Reason">Why they are missing, and what was done.</param>
/// <param name="At">When it was said.</param>
public sealed record ArchiveAcknowledgement(DateTimeOffset From, DateTimeOffset To, string? Source, string By, string Reason, DateTimeOffset At)
{
    /// <summary>Who said it, when and why, as reports and lists tell it.</summary>
    [JsonIgnore]
    public string Words => string.Create(CultureInfo.InvariantCulture, $"{By}, {At.UtcDateTime:yyyy-MM-dd}: {Reason}");

    /// <summary>Whether an hour is meant.</summary>
    public bool Covers(string source, DateTimeOffset hour) => (Source is null || Source == source) && hour >= From && hour < To;
}
