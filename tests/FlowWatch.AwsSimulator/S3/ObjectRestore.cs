using System.Globalization;

namespace FlowWatch.AwsSimulator.S3;

/// <summary>A restore that was asked for.</summary>
/// <param name="Tier">Expedited, Standard or Bulk.</param>
/// <param name="Finished">When the copy is there.</param>
/// <param name="Expiry">When the copy goes: a midnight.</param>
internal sealed record ObjectRestore(string Tier, DateTimeOffset Finished, DateTimeOffset Expiry)
{
    /// <summary>The state that <c>x-amz-restore</c> tells; null when the copy has gone.</summary>
    public string? Header(DateTimeOffset now)
    {
        if (now < Finished) return "ongoing-request=\"true\"";
        return now < Expiry ? $"ongoing-request=\"false\", expiry-date=\"{Expiry.ToString("R", CultureInfo.InvariantCulture)}\"" : null;
    }

    /// <summary>Whether the copy is not there yet.</summary>
    public bool IsOngoing(DateTimeOffset now) => now < Finished;

    /// <summary>Whether the copy can be read.</summary>
    public bool IsThere(DateTimeOffset now) => now >= Finished && now < Expiry;
}
