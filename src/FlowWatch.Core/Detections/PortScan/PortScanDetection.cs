using System.Globalization;
using FlowWatch.Core.Connections;
using FlowWatch.Core.Findings;
using FlowWatch.Core.FlowLogs;
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
    public IReadOnlyList<SourceQuestion> Questions(DetectionOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        var scan = options.PortScan;
        var failed = ConnectionQueries.MayHaveFailed;
        var port = Field("port");
        return
        [
            SourceQuestion.EachRow(FlowQuery.Over("ports-of-targets", ConnectionQueries.ServiceTotals)
                .By("source", "target")
                .Measure(
                    FlowMeasure.Count("failed", failed),
                    FlowMeasure.Count("system", port < ServicePorts.FirstUnprivileged))
                .Having((Field("failed") >= scan.FailedPorts) | (Field("system") >= scan.SystemPorts))),
            SourceQuestion.EachRow(FlowQuery.Over("ports-of-sources", ConnectionQueries.ServiceTotals)
                .By("source")
                .Measure(
                    FlowMeasure.CountDistinct("ports", port),
                    FlowMeasure.Count("failed", failed),
                    FlowMeasure.Count("services"))
                .Having((Field("ports") > scan.DistinctPorts)
                    | ((Field("failed") >= scan.SlowFailedServices) & (Field("failed") * 100 >= Field("services") * scan.SlowFailedPercent)))),
            SourceQuestion.EachRow(FlowQuery.Over("hosts-of-ports", ConnectionQueries.ServiceTotals)
                .By("source", "port", FlowLogFieldNames.Protocol)
                .Measure(FlowMeasure.Count("failed", failed), FlowMeasure.Count("hosts"))
                .Having((Field("hosts") >= scan.SweepHosts) & (Field("failed") >= scan.SweepFailedHosts))),
        ];
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
