using System.Globalization;
using FlowWatch.Core.Connections;
using FlowWatch.Core.Findings;
using FlowWatch.Core.Queries;
using static FlowWatch.Core.Queries.FlowExpression;

namespace FlowWatch.Core.Detections.SuspiciousPortAccess;

/// <summary>
/// SUSPICIOUS_PORT_ACCESS: a public address at a service that should not face the internet, or an internal host at such a
/// service on the internet. What came of it decides the severity: a session in use is not the same as refused noise.
/// </summary>
public sealed class SuspiciousPortAccessDetection : IDetection
{
    /// <inheritdoc/>
    public DetectionMetadata Metadata { get; } = DetectionMetadataReader.Metadata(typeof(SuspiciousPortAccessDetection), "SuspiciousPortAccess");

    /// <inheritdoc/>
    public IReadOnlyList<string> RequiredFields => ConnectionQueries.RequiredFields;

    /// <inheritdoc/>
    public IReadOnlyList<string> HelpfulFields => ConnectionQueries.HelpfulFields;

    /// <inheritdoc/>
    public IReadOnlyList<SourceQuestion> Questions(DetectionOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        var suspicious = options.SuspiciousPortAccess;
        var query = FlowQuery.Over("watched-ports", ConnectionQueries.ServiceTotals)
            .Where(Field("port").In([.. suspicious.Ports.Union(suspicious.OutboundPorts)]))
            .By("source", "port")
            .Measure(
                FlowMeasure.Sum("reached", Field("out-records") - Field("refused")),
                FlowMeasure.Sum("records", Field("out-records")))
            .Having((Field("reached") > 0) | (Field("records") >= suspicious.FailedAttempts));

        // Internal hosts matter only where they leave, and then their targets' being public is for the judgement to see.
        return
        [
            new([query], rows => rows
                .Where(row => suspicious.OutboundPorts.Contains(row.NumberOrZero("port")) || options.IsPublic(row.Text("source")!))
                .Select(row => row.Text("source")!)),
        ];
    }

    /// <inheritdoc/>
    public IEnumerable<Finding> Judge(DetectionInput input)
    {
        ArgumentNullException.ThrowIfNull(input);
        var options = input.Options.SuspiciousPortAccess;
        foreach (var source in input.Sources)
        {
            var isPublic = input.Options.IsPublic(source.Source);
            var ports = isPublic ? options.Ports : options.OutboundPorts;
            var watched = source.Conversations
                .Where(conversation => conversation.Certainty > Certainty.Guess && ports.Contains(conversation.Port))
                .Where(conversation => isPublic || (conversation.Answered > 0 && input.Options.IsPublic(conversation.Target)));
            foreach (var port in watched.GroupBy(conversation => conversation.Port).OrderBy(group => group.Key))
            {
                if (Draft(source, [.. port], isPublic, options) is { } draft) yield return ConversationEvidence.Finding(this, input, source, [.. port], draft);
            }
        }
    }

    private static FindingDraft? Draft(SourceActivity source, List<Conversation> conversations, bool isPublic, SuspiciousPortAccessOptions options)
    {
        var port = conversations[0].Port;
        var (answered, empty, failed) = (conversations.Sum(one => one.Answered), conversations.Sum(one => one.Empty), conversations.Sum(one => one.Failed));
        var (longest, largest) = (conversations.Max(one => one.Longest), conversations.Max(one => one.Largest));
        var isSession = answered > 0 && (longest >= options.SessionSeconds || largest >= options.SessionBytes);
        Severity? severity = (isPublic, isSession) switch
        {
            (true, true) => Severity.Critical,
            (true, false) when answered > 0 => Severity.High,
            (true, false) when empty > 0 => Severity.Medium,
            (true, false) when failed >= options.FailedAttempts => Severity.Low,
            (false, true) => Severity.High,
            (false, false) when answered > 0 => Severity.Medium,
            _ => null,
        };
        if (severity is null) return null;

        var service = ServicePorts.Describe(port);
        var targets = conversations.Select(one => one.Target).Distinct().Count();
        var whom = targets == 1 ? conversations[0].Target : ReadableNumber.Count(targets, "addresses");
        var what = isSession ? "had a session with" : answered > 0 ? "got an answer from" : empty > 0 ? "reached" : "tried and failed to reach";
        var detail = answered > 0
            ? string.Create(CultureInfo.InvariantCulture, $"{ReadableNumber.Count(answered, "connections")} answered, the longest {longest:N0} s, the largest {ReadableNumber.Bytes(largest)}")
            : empty > 0 ? $"{ReadableNumber.Count(empty, "connections")} accepted without payload" : $"{ReadableNumber.Count(failed, "attempts")}, all failed";
        return new FindingDraft(
            severity.Value,
            isPublic ? $"Internet access to port {service}" : $"Port {service} on the internet reached from inside",
            $"{(isPublic ? "Public" : "Internal")} address {source.Source} {what} port {service} of {whom}: {detail}.",
            [
                new("answered", answered, "connections"),
                new("acceptedWithoutPayload", empty, "connections"),
                new("failed", failed, "connections", isPublic ? options.FailedAttempts : null),
                new("longestConnection", longest, "seconds", options.SessionSeconds),
                new("largestConnection", largest, "bytes", options.SessionBytes),
                new("targets", targets, "addresses"),
            ],
            [],
            port);
    }
}
