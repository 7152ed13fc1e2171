using FlowWatch.Core.Alerts;
using FlowWatch.Core.Findings;
using FlowWatch.Core.Reports;
using FlowWatch.Core.Targets;

namespace FlowWatch.Cli;

/// <summary>Channels that remember what became of what, for whoever sits at the terminal.</summary>
/// <param name="channels">Who tells people.</param>
internal sealed class NotedAlertChannels(IAlertChannels channels) : IAlertChannels
{
    private readonly List<(string Target, AlertMessage Message, Delivery Delivery)> noted = [];

    /// <summary>What was accepted, a line for each target and address; digests for each address.</summary>
    public IEnumerable<string> Accepted
    {
        get
        {
            var accepted = noted.Where(one => one.Delivery.Outcome == DeliveryOutcome.Accepted).ToList();
            return accepted.Where(one => !IsDigest(one.Message)).GroupBy(one => (one.Target, one.Delivery.Address)).Select(group => $"sent {ReadableNumber.Count(group.Count(), "alerts")} of {group.Key.Target} to {group.Key.Address}")
                .Concat(accepted.Where(one => IsDigest(one.Message)).Select(one => $"sent a digest of {one.Message.Attributes["sequence"]} alerts to {one.Delivery.Address}"));
        }
    }

    /// <summary>What was not accepted, a line for each target, address and reason.</summary>
    public IEnumerable<string> NotAccepted => noted.Where(one => one.Delivery.Outcome != DeliveryOutcome.Accepted).GroupBy(one => (one.Target, one.Delivery.Address, one.Delivery.Detail))
        .Select(group => $"{ReadableNumber.Count(group.Count(), "messages")} of {group.Key.Target} not sent to {group.Key.Address}: {VisibleText.Of(group.Key.Detail)}");

    /// <summary>The addresses that were tried.</summary>
    public IReadOnlySet<string> Tried => noted.Select(one => one.Delivery.Address).ToHashSet(StringComparer.Ordinal);

    /// <inheritdoc/>
    public IAlertChannel ForTarget(MonitoredTarget target) => new NotedAlertChannel(channels.ForTarget(target), target.Name, noted);

    private static bool IsDigest(AlertMessage message) => message.Attributes.GetValueOrDefault("reason") == "digest";

    private sealed class NotedAlertChannel(IAlertChannel channel, string target, List<(string Target, AlertMessage Message, Delivery Delivery)> noted) : IAlertChannel
    {
        public async Task<IReadOnlyList<Delivery>> SendAsync(string address, IReadOnlyList<AlertMessage> messages, CancellationToken cancellationToken)
        {
            var deliveries = await channel.SendAsync(address, messages, cancellationToken).ConfigureAwait(false);
            noted.AddRange(messages.Zip(deliveries).Select(pair => (target, pair.First, pair.Second)));
            return deliveries;
        }
    }
}
