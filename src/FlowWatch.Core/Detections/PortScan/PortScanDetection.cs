using System.Globalization;
using FlowWatch.Core.Connections;
using FlowWatch.Core.Findings;
using FlowWatch.Core.Queries;
using static FlowWatch.Core.Queries.FlowExpression;

namespace FlowWatch.Core.Detections.PortScan;

/// <summary>
/// PORT_SCAN: a source that tries out services. The runbook's rule (more than 50 ports within ten minutes) always fires;
/// below it, what came of the attempts decides. All signs of a source make one finding, named after the strongest.
/// </summary>
public sealed class PortScanDetection : IDetection
{
    /// <inheritdoc/>
    public DetectionMetadata Metadata { get; } = DetectionMetadataReader.Metadata(typeof(PortScanDetection), "PortScan");

    /// <inheritdoc/>
    public IReadOnlyList<string> RequiredFields => ConnectionQueries.RequiredFields;

    /// <inheritdoc/>
    public IReadOnlyList<string> HelpfulFields => ConnectionQueries.HelpfulFields;

    /// <inheritdoc/>
    public SourceQuestion Question(DetectionOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        var scan = options.PortScan;
        var told = Field("certainty") > 1;
        var fewestFailed = Math.Min(scan.FailedPorts, Math.Min(scan.SweepFailedHosts, scan.SlowFailedServices));
        return new(
            [
                FlowMeasure.CountDistinct("scan-ports", Field("port"), told),
                FlowMeasure.CountDistinct("scan-system-ports", Field("port"), told & (Field("port") < ServicePorts.FirstUnprivileged)),
                FlowMeasure.Count("scan-failed", told & ConnectionQueries.Failed),
            ],
            (Field("scan-ports") > scan.DistinctPorts)
                | (Field("scan-system-ports") >= scan.SystemPorts)
                | (Field("scan-failed") >= fewestFailed));
    }

    /// <inheritdoc/>
    public IEnumerable<Finding> Judge(DetectionInput input)
    {
        ArgumentNullException.ThrowIfNull(input);
        foreach (var source in input.Sources)
        {
            // Where nothing tells the sides apart, an answering server would look like a scanner.
            var told = source.Conversations.Where(conversation => conversation.Certainty > Certainty.Guess).ToList();
            var signs = new PortScanSigns(told, input.Options.PortScan, isInternal: !input.Options.IsPublic(source.Source)).Find().ToList();
            if (signs.Count == 0) continue;
            yield return Finding(input, source, told, signs);
        }
    }

    private Finding Finding(DetectionInput input, SourceActivity source, List<Conversation> told, List<PortScanSign> signs)
    {
        var strongest = signs.MaxBy(sign => sign.Severity)!;
        var inWindow = strongest.Conversations;
        var services = inWindow.Select(conversation => (conversation.Target, conversation.Port)).Distinct().Count();
        var failed = ServiceOutcomes.Failed(inWindow).Count;
        var failedPercent = 100 * failed / Math.Max(1, services);
        var others = signs.Where(sign => sign != strongest).Select(sign => $"Also: {sign.What}.");
        var summary = string.Create(CultureInfo.InvariantCulture,
            $"{source.Source} {strongest.What}; {failedPercent} % of the services it tried were refused, unanswered or reset.");
        return ConversationEvidence.Finding(this, input, source, inWindow, new FindingDraft(
            strongest.Severity,
            strongest.Title,
            summary,
            [
                strongest.Count,
                new("distinctPorts", inWindow.Select(conversation => conversation.Port).Distinct().Count(), "ports"),
                new("targets", inWindow.Select(conversation => conversation.Target).Distinct().Count(), "addresses"),
                new("servicesTried", services, "services"),
                new("failedPercent", failedPercent, "percent"),
                new("connections", inWindow.Sum(conversation => conversation.Connections), "connections"),
            ],
            [.. others, .. Answering(told)]));
    }

    // What answered is what the scanner now knows to be open.
    private static IEnumerable<string> Answering(List<Conversation> told)
    {
        var open = told.Where(conversation => conversation.Answered + conversation.Empty > 0)
            .Select(conversation => (conversation.Target, conversation.Port)).Distinct().Take(FindingEvidence.MaximumListed + 1).ToList();
        if (open.Count == 0) yield break;
        var listed = open.Take(FindingEvidence.MaximumListed).Select(service => $"{service.Target} port {ServicePorts.Describe(service.Port)}");
        yield return $"Services that answered: {string.Join(", ", listed)}{(open.Count > FindingEvidence.MaximumListed ? " and more" : "")}.";
    }
}
