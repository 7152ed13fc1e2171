using System.Globalization;
using FlowWatch.Core.Connections;
using FlowWatch.Core.Findings;
using FlowWatch.Core.Queries;
using static FlowWatch.Core.Queries.FlowExpression;

namespace FlowWatch.Core.Detections.HighConnectionCount;

/// <summary>HIGH_CONNECTION_COUNT: a source that opened more connections within the window than the threshold allows.</summary>
public sealed class HighConnectionCountDetection : IDetection
{
    private const long MuchMore = 10;

    /// <summary>
    /// A sum of estimates of distinct values is hardly ever below this part of the true number: each is off by a seventh at the
    /// most likely, and a window has at least seven of them.
    /// </summary>
    private const long LeastEstimatePercent = 88;

    /// <summary>Slots that are not fetched because too little was opened in them add up to less than one part in this many of the threshold.</summary>
    private const long NegligibleShare = 25;

    /// <inheritdoc/>
    public DetectionMetadata Metadata { get; } = DetectionMetadataReader.Metadata(typeof(HighConnectionCountDetection), "HighConnectionCount");

    /// <inheritdoc/>
    public IReadOnlyList<string> RequiredFields => ConnectionQueries.RequiredFields;

    /// <inheritdoc/>
    public IReadOnlyList<string> HelpfulFields => ConnectionQueries.HelpfulFields;

    /// <inheritdoc/>
    public IReadOnlyList<SourceQuestion> Questions(DetectionOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        var count = options.HighConnectionCount;
        var query = FlowQuery.Over("connections-of-sources", ConnectionQueries.Services)
            .Where(Field("source").IsPresent())
            .By("source", "slot")
            .Measure(FlowMeasure.Sum("connections", Field("connections")))
            .Having(Field("connections") > count.Connections / NegligibleShare / SourceQuestion.SlotsTouched(count.WindowMinutes));
        return [SourceQuestion.Windowed([query], "connections", count.WindowMinutes, (long)((Int128)count.Connections * LeastEstimatePercent / 100) - (count.Connections / NegligibleShare))];
    }

    /// <inheritdoc/>
    public IEnumerable<Finding> Judge(DetectionInput input)
    {
        ArgumentNullException.ThrowIfNull(input);
        var options = input.Options.HighConnectionCount;
        foreach (var source in input.Sources)
        {
            var (first, last, connections) = SlidingWindow.Fullest(
                [.. source.Conversations.Select(conversation => (conversation.Opened, conversation.Connections))], options.WindowMinutes * 60);
            if (connections <= options.Connections) continue;

            var inWindow = source.Conversations.Skip(first).Take(last - first + 1).ToList();
            var failed = inWindow.Sum(conversation => conversation.Failed);
            var targets = inWindow.Select(conversation => conversation.Target).Distinct().Count();
            var busiest = ConversationEvidence.TopPeers(inWindow)[0];
            yield return ConversationEvidence.Finding(this, input, source, inWindow, new FindingDraft(
                connections > (Int128)options.Connections * MuchMore ? Severity.High : Metadata.Severity,
                Metadata.Title,
                string.Create(CultureInfo.InvariantCulture,
                    $"{source.Source} opened {connections:N0} connections to {ReadableNumber.Count(targets, "addresses")} within {ReadableNumber.Count(options.WindowMinutes, "minutes")}, {(targets == 1 ? "all" : $"{busiest.Connections:N0}")} of them to {busiest.Address}; {100 * failed / connections} % came to nothing."),
                [
                    new("connections", connections, "connections", options.Connections),
                    new("targets", targets, "addresses"),
                    new("failed", failed, "connections"),
                ],
                []));
        }
    }
}
