using FlowWatch.Core.Alerts;
using FlowWatch.Core.Targets;

namespace FlowWatch.Core.Diagnostics.Access;

/// <summary>Looks whether the webhooks, files and console of a target take alerts. Its topics are tried with the permissions of AWS.</summary>
/// <param name="channels">Who tells people.</param>
/// <param name="time">Tells the time.</param>
public sealed class AddressTest(IAlertChannels channels, TimeProvider time)
{
    /// <summary>Looks: sends a test message to each address, or says that it was left alone.</summary>
    /// <param name="target">The target.</param>
    /// <param name="isSent">Whether to send.</param>
    /// <param name="cancellationToken">Stops sending.</param>
    /// <returns>A finding for each address that is no SNS topic.</returns>
    public async Task<IReadOnlyList<AccessFinding>> RunAsync(MonitoredTarget target, bool isSent, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(target);
        var findings = new List<AccessFinding>();
        foreach (var address in target.Topics.All.Where(address => AlertAddress.KindOf(address) != AlertAddressKind.Topic)) findings.Add(await TryAsync(target, address, isSent, cancellationToken).ConfigureAwait(false));
        return findings;
    }

    private async Task<AccessFinding> TryAsync(MonitoredTarget target, string address, bool isSent, CancellationToken cancellationToken)
    {
        var finding = new AccessFinding { Subject = Word(AlertAddress.KindOf(address)), Resource = address, Outcome = AccessOutcome.NotTried, Detail = "it would send a message; --send-test sends one" };
        if (!isSent) return finding;
        var delivery = (await channels.ForTarget(target).SendAsync(address, [TestMessage.Of(target, time.GetUtcNow())], cancellationToken).ConfigureAwait(false))[0];
        return delivery.Outcome switch
        {
            DeliveryOutcome.Accepted => finding with { Outcome = AccessOutcome.Ok, Detail = $"a test message was sent ({delivery.Detail})" },
            DeliveryOutcome.TryLater => finding with { Outcome = AccessOutcome.CouldNotLook, Detail = $"not accepted now: {delivery.Detail}" },
            _ => finding with { Outcome = AccessOutcome.Refused, Detail = delivery.Detail },
        };
    }

    private static string Word(AlertAddressKind kind) => kind switch
    {
        AlertAddressKind.Webhook => "webhook",
        AlertAddressKind.File => "file of alerts",
        AlertAddressKind.Console => "console",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "Topics are tried with the permissions of AWS."),
    };
}
