using System.Globalization;
using FlowWatch.Core.Connections;
using FlowWatch.Core.Findings;
using FlowWatch.Core.FlowLogs;
using FlowWatch.Core.Queries;
using static FlowWatch.Core.Queries.FlowExpression;

namespace FlowWatch.Core.Detections.BruteForce;

/// <summary>
/// BRUTE_FORCE: many short connections from one source to one login service. A flow log knows nothing of passwords: a
/// failed login is an accepted connection that is short and small, again and again; REJECT is a firewall's answer.
/// A long or large connection after them may be the break-in.
/// </summary>
public sealed class BruteForceDetection : IDetection
{
    private const int Tcp = 6;
    private const long HourSeconds = 3600;
    private const long InternalWindowSeconds = 600;

    /// <summary>An estimate of distinct values is hardly ever below this part of the true number.</summary>
    private const double LeastEstimate = 0.6;

    /// <summary>Logins that fail are alike: the largest is at most this many times the mean.</summary>
    private const long AlikeFactor = 3;

    /// <inheritdoc/>
    public DetectionMetadata Metadata { get; } = DetectionMetadataReader.Metadata(typeof(BruteForceDetection), "BruteForce");

    /// <inheritdoc/>
    public IReadOnlyList<string> RequiredFields => ConnectionQueries.RequiredFields;

    /// <inheritdoc/>
    public IReadOnlyList<string> HelpfulFields => ConnectionQueries.HelpfulFields;

    /// <summary>What makes a connection a short attempt, over <see cref="ConnectionQueries.Connections"/> with <c>duration</c> and <c>size</c>.</summary>
    public static FlowExpression Attempt(BruteForceOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return Field(FlowLogFieldNames.Protocol).Is(Tcp) & (Field("duration") <= options.ShortSeconds) & (Field("size") <= options.ShortBytes);
    }

    /// <inheritdoc/>
    public IReadOnlyList<SourceQuestion> Questions(DetectionOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        var brute = options.BruteForce;
        var port = Field("port");
        var isUnusual = (port >= ServicePorts.FirstUnprivileged) & !port.In(ServicePorts.Registered);
        var query = FlowQuery.Over("logins", ConnectionQueries.ServiceTotals)
            .Where(Field(FlowLogFieldNames.Protocol).Is(Tcp))
            .Where((port.In(brute.Ports) & (Field("out-records") >= Math.Min(brute.Attempts, brute.InternalAttempts)))
                | (isUnusual & (Field("out-records") >= brute.UnusualPortAttempts)))
            .By("source", "port")
            .Measure(FlowMeasure.Maximum("most-connections", Field("connections")));
        return [new([query], rows => rows.Where(row => row.NumberOrZero("most-connections") >= Fewest(row)).Select(row => row.Text("source")!))];

        // To one target; unusual ports matter only to public sources.
        double Fewest(FlowRow row) => LeastEstimate * (brute.Ports.Contains(row.NumberOrZero("port")), options.IsPublic(row.Text("source")!)) switch
        {
            (true, true) => brute.Attempts,
            (true, false) => brute.InternalAttempts,
            (false, true) => brute.UnusualPortAttempts,
            _ => double.PositiveInfinity,
        };
    }

    /// <inheritdoc/>
    public IEnumerable<Finding> Judge(DetectionInput input)
    {
        ArgumentNullException.ThrowIfNull(input);
        var options = input.Options.BruteForce;
        foreach (var source in input.Sources)
        {
            var isPublic = input.Options.IsPublic(source.Source);
            var services = source.Conversations
                .Where(conversation => conversation is { Protocol: Tcp, Certainty: > Certainty.Guess })
                .GroupBy(conversation => (conversation.Port, conversation.Target))
                .Select(service => Campaign([.. service], isPublic, options))
                .OfType<BruteForceCampaign>();
            foreach (var port in services.GroupBy(campaign => campaign.Port).OrderBy(group => group.Key))
            {
                yield return Finding(input, source, [.. port.OrderByDescending(campaign => campaign.Attempts)], options);
            }
        }
    }

    private static BruteForceCampaign? Campaign(List<Conversation> service, bool isPublic, BruteForceOptions options)
    {
        var isLogin = options.Ports.Contains(service[0].Port);
        if (!isLogin && (!isPublic || service[0].Port < ServicePorts.FirstUnprivileged || ServicePorts.NameOf(service[0].Port) is not null)) return null;

        // From inside, only attempts that got as far as a login count: health checks connect and say nothing. At a port that is
        // no usual login's, nothing but an answer tells that something listens there.
        var counts = service.Select(one => (one.Opened, !isLogin ? one.AnsweredAttempts : isPublic ? one.Attempts : one.AnsweredAttempts + one.Refused)).ToList();
        var (first, last, attempts) = SlidingWindow.Fullest(counts, isPublic ? HourSeconds : InternalWindowSeconds);
        var threshold = !isLogin ? options.UnusualPortAttempts : isPublic ? options.Attempts : options.InternalAttempts;
        if (attempts < threshold) return null;

        var inWindow = service.GetRange(first, last - first + 1);
        if (!(isPublic && isLogin) && !AreAlike(inWindow)) return null;
        var breakIn = service.Skip(first)
            .Where(one => one.Longest >= options.SessionSeconds || one.Largest >= options.SessionBytes)
            .MaxBy(one => one.Largest);
        return new BruteForceCampaign(inWindow, attempts, threshold, isPublic ? HourSeconds : InternalWindowSeconds, isLogin, breakIn);
    }

    private static bool AreAlike(List<Conversation> conversations)
    {
        var mean = conversations.SumBounded(one => one.AttemptBytes) / Math.Max(1, conversations.Sum(one => one.Attempts));
        return conversations.Max(one => one.LargestAttempt) <= (Int128)mean * AlikeFactor;
    }

    private Finding Finding(DetectionInput input, SourceActivity source, List<BruteForceCampaign> campaigns, BruteForceOptions options)
    {
        var worst = campaigns[0];
        var breakIn = campaigns.Select(campaign => campaign.BreakIn).OfType<Conversation>().MaxBy(one => one.Largest);
        var accepted = campaigns.Sum(campaign => campaign.Accepted);
        var service = ServicePorts.Describe(worst.Port);
        var severity = breakIn is not null && worst.IsLogin ? Severity.Critical
            : worst.IsLogin && accepted >= worst.Threshold ? Metadata.Severity
            : Severity.Medium;
        var summary = string.Create(CultureInfo.InvariantCulture,
            $"{source.Source} made {worst.Attempts:N0} short connections to port {service} of {worst.Target} within {worst.WindowSeconds / 60} minutes, {worst.Accepted:N0} of them accepted");
        summary += campaigns.Count > 1 ? $", and did the same to {ReadableNumber.Count(campaigns.Count - 1, "other hosts")}" : "";
        summary += breakIn is null
            ? "."
            : string.Create(CultureInfo.InvariantCulture, $"; then a connection of {breakIn.Longest:N0} s and {ReadableNumber.Bytes(breakIn.Largest)} to {breakIn.Target} followed.");

        var conversations = campaigns.SelectMany(campaign => campaign.Conversations).OrderBy(one => one.Opened).ToList();
        return ConversationEvidence.Finding(this, input, source, conversations, new FindingDraft(
            severity,
            breakIn is not null ? "Login guessing, then a session" : worst.IsLogin ? "Login guessing" : "Repeated short connections to an unusual port",
            summary,
            [
                new("attempts", worst.Attempts, "connections", worst.Threshold),
                new("accepted", accepted, "connections"),
                new("longestSessionAfter", breakIn?.Longest ?? 0, "seconds", options.SessionSeconds),
                new("largestSessionAfter", breakIn?.Largest ?? 0, "bytes", options.SessionBytes),
                new("targets", campaigns.Count, "addresses"),
            ],
            breakIn is null ? [] : ["The session may be the break-in: treat the credentials of that host as known to the attacker until shown otherwise."],
            worst.Port));
    }
}
