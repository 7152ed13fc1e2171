using System.Globalization;
using FlowWatch.Core.Connections;
using FlowWatch.Core.Findings;

namespace FlowWatch.Core.Detections.PortScan;

/// <summary>Looks for signs of scanning in what one source opened.</summary>
/// <param name="conversations">Its conversations, by time.</param>
/// <param name="options">The thresholds.</param>
/// <param name="isInternal">Whether the source is one of ours: a scan from inside is worse.</param>
internal sealed class PortScanSigns(IReadOnlyList<Conversation> conversations, PortScanOptions options, bool isInternal)
{
    private const long HourSeconds = 3600;
    private const int Icmp = 1;
    private const int IcmpVersion6 = 58;

    /// <summary>Repeats per port above which a source works with a service rather than tries it out.</summary>
    private const long RepeatsOfAUser = 5;

    private readonly IReadOnlyList<IGrouping<string, Conversation>> byTarget = [.. conversations.GroupBy(conversation => conversation.Target)];

    /// <summary>All signs, in no particular order.</summary>
    public IEnumerable<PortScanSign> Find() =>
        ManyPortsOfOneTarget().Concat(ManyPorts()).Concat(FailedPortsOfOneTarget()).Concat(SystemPortsOfOneTarget()).Concat(Sweep()).Concat(Slow());

    private IEnumerable<PortScanSign> ManyPortsOfOneTarget() =>
        Best(byTarget.Select(target => MostPorts([.. target], options.WindowMinutes * 60)), most => most.Distinct > options.DistinctPorts)
            .Select(most => new PortScanSign(
                "Vertical port scan",
                Severity.Critical,
                Text($"tried {most.Distinct:N0} ports of {most.Conversations[0].Target} within {ReadableNumber.Count(options.WindowMinutes, "minutes")}"),
                new EvidenceCount("portsOfOneTarget", most.Distinct, "ports", options.DistinctPorts),
                most.Conversations));

    private IEnumerable<PortScanSign> ManyPorts() =>
        Best([MostPorts(conversations, options.WindowMinutes * 60)], most => most.Distinct > options.DistinctPorts && most.Targets > 1)
            .Select(most => new PortScanSign(
                "Port scan spread over targets",
                Severity.Critical,
                Text($"tried {most.Distinct:N0} ports over {most.Targets:N0} addresses within {ReadableNumber.Count(options.WindowMinutes, "minutes")}"),
                new EvidenceCount("portsOverTargets", most.Distinct, "ports", options.DistinctPorts),
                most.Conversations));

    private IEnumerable<PortScanSign> FailedPortsOfOneTarget()
    {
        var failed = ServiceOutcomes.Failed(conversations);
        bool HasFailed(Conversation conversation) => failed.Contains((conversation.Target, conversation.Port));
        return Best(
            byTarget.Where(target => Percent(target.Where(HasFailed).Select(Port).Distinct().Count(), target.Select(Port).Distinct().Count()) >= options.FailedPercent)
                .Select(target => MostPorts([.. target.Where(HasFailed)], HourSeconds)),
            most => most.Distinct >= options.FailedPorts)
            .Select(most => new PortScanSign(
                "Vertical port scan, mostly failed",
                SourceActivity.CertaintyOf(most.Conversations) == Certainty.Certain || isInternal ? Severity.Medium : Severity.Low,
                Text($"failed on {most.Distinct:N0} ports of {most.Conversations[0].Target} within an hour"),
                new EvidenceCount("failedPortsOfOneTarget", most.Distinct, "ports", options.FailedPorts),
                most.Conversations));
    }

    private IEnumerable<PortScanSign> SystemPortsOfOneTarget() =>
        Best(
            byTarget.Select(target => MostPorts([.. target.Where(conversation => conversation.Port is > 0 and < ServicePorts.FirstUnprivileged)], HourSeconds)),
            most => most.Distinct >= options.SystemPorts && most.Conversations.Sum(conversation => conversation.Connections) <= most.Distinct * RepeatsOfAUser)
            .Select(most => new PortScanSign(
                "Scan of system ports",
                Severity.Medium,
                Text($"tried {most.Distinct:N0} different system ports of {most.Conversations[0].Target} within an hour"),
                new EvidenceCount("systemPortsOfOneTarget", most.Distinct, "ports", options.SystemPorts),
                most.Conversations));

    private IEnumerable<PortScanSign> Sweep()
    {
        var failed = ServiceOutcomes.FailedForSure(conversations);
        return Best(
            conversations.GroupBy(conversation => (conversation.Port, conversation.Protocol))
                .Select(port => Fullest([.. port], conversation => conversation.Target, HourSeconds)),
            most => most.Distinct >= options.SweepHosts && Failures(most) >= options.SweepFailedHosts && Percent(Failures(most), most.Distinct) >= options.SweepFailedPercent)
            .Select(most => new PortScanSign(
                "Host sweep",
                most.Distinct >= options.SweepHosts * 2 || isInternal ? Severity.High : Severity.Medium,
                Text($"{Tried(most.Conversations[0])} {most.Distinct:N0} hosts within an hour, {Failures(most):N0} of which never answered"),
                new EvidenceCount("hostsOnOnePort", most.Distinct, "addresses", options.SweepHosts),
                most.Conversations));

        long Failures(Most most) => most.Conversations.Select(conversation => (conversation.Target, conversation.Port)).Distinct().Count(failed.Contains);
    }

    private IEnumerable<PortScanSign> Slow()
    {
        var failed = ServiceOutcomes.FailedForSure(conversations);
        var services = conversations.Select(conversation => (conversation.Target, conversation.Port)).Distinct().Count();
        if (Percent(failed.Count, services) < options.SlowFailedPercent) return [];
        var failures = conversations.Where(conversation => failed.Contains((conversation.Target, conversation.Port))).ToList();
        return Best([Fullest(failures, conversation => (conversation.Target, conversation.Port), options.SlowHours * HourSeconds)], most => most.Distinct >= options.SlowFailedServices)
            .Select(most => new PortScanSign(
                "Slow scan",
                isInternal ? Severity.Medium : Severity.Low,
                Text($"failed on {most.Distinct:N0} services of {ReadableNumber.Count(most.Targets, "addresses")} over {ReadableNumber.Count(Math.Max(1, most.Seconds / 60), "minutes")}"),
                new EvidenceCount("failedServices", most.Distinct, "services", options.SlowFailedServices),
                most.Conversations));
    }

    private static string Tried(Conversation conversation) =>
        conversation.Protocol is Icmp or IcmpVersion6 ? "pinged" : $"tried port {ServicePorts.Describe(conversation.Port)} of";

    private static Most MostPorts(IReadOnlyList<Conversation> some, long seconds) => Fullest(some, Port, seconds);

    private static Most Fullest<T>(IReadOnlyList<Conversation> some, Func<Conversation, T> thing, long seconds)
        where T : notnull
    {
        var (first, last, distinct) = SlidingWindow.MostDistinct([.. some.Select(conversation => (conversation.Opened, thing(conversation)))], seconds);
        return new Most(distinct, first < 0 ? [] : [.. some.Skip(first).Take(last - first + 1)]);
    }

    private static IEnumerable<Most> Best(IEnumerable<Most> all, Func<Most, bool> fires) => all.Where(fires).OrderByDescending(most => most.Distinct).Take(1);

    // A port says nothing where the protocol has none.
    private static int Port(Conversation conversation) => conversation.Port;

    private static long Percent(long part, long whole) => whole == 0 ? 0 : 100 * part / whole;

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    private sealed record Most(long Distinct, IReadOnlyList<Conversation> Conversations)
    {
        public int Targets => Conversations.Select(conversation => conversation.Target).Distinct().Count();

        public long Seconds => Conversations[^1].Opened - Conversations[0].Opened;
    }
}
