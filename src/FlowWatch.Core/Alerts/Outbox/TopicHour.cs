using System.Globalization;

namespace FlowWatch.Core.Alerts.Outbox;

/// <summary>What of a topic's budget is used in an hour of the clock.</summary>
/// <param name="Hour">The hour: <c>2026010512</c>.</param>
/// <param name="Sent">Messages that were sent in it, or are about to be: written before they are sent. Digests of storms after the first digest are among them.</param>
/// <param name="Digests">Digests of that hour: one, and those of storms after it.</param>
public sealed record TopicHour(string Hour, int Sent, int Digests)
{
    /// <summary>Names the last digest among the topic's, for its id: the hour, and its number from the second on.</summary>
    public string LastDigest() => Digests > 1 ? string.Create(CultureInfo.InvariantCulture, $"{Hour}-{Digests}") : Hour;
}
