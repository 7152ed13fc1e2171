using System.Globalization;
using FlowWatch.Core.Connections;
using FlowWatch.Core.Findings;
using FlowWatch.Core.FlowLogs;
using FlowWatch.Core.Queries;
using static FlowWatch.Core.Queries.FlowExpression;

namespace FlowWatch.Core.Detections.HighTrafficVolume;

/// <summary>
/// HIGH_TRAFFIC_VOLUME: an address that sent more bytes within the window than the threshold allows, to whomever.
/// The source is the sender, as in the runbook's <c>sum(bytes) by srcaddr</c>; each byte counts once.
/// </summary>
public sealed class HighTrafficVolumeDetection : IDetection
{
    /// <summary>Its id.</summary>
    public const string Id = "HIGH_TRAFFIC_VOLUME";

    private const long MuchMore = 10;

    /// <summary>Slots that are not fetched because too little was sent in them add up to less than one part in this many of the threshold.</summary>
    private const long NegligibleShare = 50;

    /// <inheritdoc/>
    public DetectionMetadata Metadata { get; } = DetectionMetadataReader.Metadata(typeof(HighTrafficVolumeDetection), "HighTrafficVolume");

    /// <inheritdoc/>
    public IReadOnlyList<string> RequiredFields { get; } =
        [FlowLogFieldNames.SourceAddress, FlowLogFieldNames.DestinationAddress, FlowLogFieldNames.Bytes, FlowLogFieldNames.Start, FlowLogFieldNames.End];

    /// <inheritdoc/>
    public IReadOnlyList<string> HelpfulFields { get; } =
        [FlowLogFieldNames.InterfaceId, FlowLogFieldNames.PacketSourceAddress, FlowLogFieldNames.PacketDestinationAddress];

    /// <inheritdoc/>
    public IReadOnlyList<SourceQuestion> Questions(DetectionOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        var volume = options.HighTrafficVolume;

        // A record counts in the slot of its start here, and may reach from well before the window into it.
        var minutes = volume.WindowMinutes + (SentBytes.LongestRecordSeconds / 60);
        var question = SourceQuestion.Windowed([Sent("source", "out-bytes"), Sent("target", "back-bytes")], "bytes", minutes, volume.Bytes - (volume.Bytes / NegligibleShare));
        return [question with { WantsSentBytes = true }];

        FlowQuery Sent(string side, string bytes) =>
            FlowQuery.Over($"bytes-of-{side}s", ConnectionQueries.Services)
                .Where(Field(side).IsPresent())
                .By("source", Field(side))
                .By("slot")
                .Measure(FlowMeasure.Sum("bytes", Field(bytes)))
                .Having(Field("bytes") > volume.Bytes / NegligibleShare / 2 / SourceQuestion.SlotsTouched(minutes));
    }

    /// <inheritdoc/>
    public IEnumerable<Finding> Judge(DetectionInput input)
    {
        ArgumentNullException.ThrowIfNull(input);
        var options = input.Options.HighTrafficVolume;
        var length = options.WindowMinutes * 60 / ConnectionQueries.SlotSeconds;
        foreach (var sender in input.Senders)
        {
            var slots = sender.BySlot.OrderBy(slot => slot.Key).Select(slot => (slot.Key, slot.Value)).ToList();
            var (first, last, bytes) = SlidingWindow.Fullest(slots, length);
            if (bytes <= options.Bytes) continue;
            yield return Finding(sender, input, options, bytes, slots[first].Key, slots[last].Key);
        }
    }

    // A time no calendar has is cut to the last that can be written; it must not overflow on the way.
    private static long StartOf(long slot) => Math.Min(slot, long.MaxValue / ConnectionQueries.SlotSeconds) * ConnectionQueries.SlotSeconds;

    private Finding Finding(SentBytes sender, DetectionInput input, HighTrafficVolumeOptions options, long bytes, long firstSlot, long lastSlot)
    {
        var receivers = sender.ByReceiver.OrderByDescending(receiver => receiver.Value).ThenBy(receiver => receiver.Key, StringComparer.Ordinal).ToList();
        var top = receivers[0];
        var total = receivers.SumBounded(receiver => receiver.Value);
        var outside = receivers.Where(receiver => input.Options.IsPublic(receiver.Key)).SumBounded(receiver => receiver.Value);
        return new Finding
        {
            Detection = Metadata.Id,
            DetectionVersion = Metadata.Version,
            Severity = bytes > (Int128)options.Bytes * MuchMore ? Severity.High : Metadata.Severity,
            Certainty = Certainty.Certain,
            Source = sender.Sender,
            Targets = [.. receivers.Take(FindingEvidence.MaximumListed).Select(receiver => receiver.Key)],
            TargetCount = receivers.Count,
            Accounts = sender.Accounts,
            Title = Metadata.Title,
            Summary = string.Create(CultureInfo.InvariantCulture,
                $"{sender.Sender} sent {ReadableNumber.Bytes(bytes)} within {options.WindowMinutes} minutes; over the whole input {100 * (decimal)top.Value / total:F0} % of its {ReadableNumber.Bytes(total)} went to {top.Key}."),
            Window = ConversationEvidence.Window(StartOf(firstSlot), StartOf(lastSlot + 1)),
            Fingerprint = FindingFingerprint.Of(Metadata.Id, sender.Sender),
            Evidence = new FindingEvidence
            {
                Counts =
                [
                    new("bytesInWindow", bytes, "bytes", options.Bytes),
                    new("bytesInAll", total, "bytes"),
                    new("bytesToInternet", outside, "bytes"),
                    new("receivers", receivers.Count, "addresses"),
                ],
                TopPeers = [.. receivers.Take(FindingEvidence.MaximumListed).Select(receiver => new EvidencePeer(receiver.Key, 0, receiver.Value))],
                MissingFields = [.. HelpfulFields.Where(field => !input.AvailableFields.Contains(field))],
                Notes = ["Bytes recorded at several interfaces count once; a record's bytes are spread evenly from its start to its end."],
            },
        };
    }
}
