using FlowWatch.Core.Alerts;
using FlowWatch.Core.Targets;

namespace FlowWatch.Core.Tests.Incidents;

/// <summary>Topics that remember what they accepted.</summary>
internal sealed class RecordingTopics(TimeProvider time) : IAlertChannels, IAlertChannel
{
    /// <summary>Whether no topic accepts.</summary>
    public bool AreDown { get; set; }

    /// <summary>Topics that do not accept, while others do.</summary>
    public HashSet<string> Down { get; } = [];

    /// <summary>Ids of messages that are not accepted though their topic accepts others.</summary>
    public HashSet<string> Refused { get; } = [];

    public List<(string Topic, AlertMessage Message, DateTimeOffset At)> Accepted { get; } = [];

    public int Tries { get; private set; }

    public IEnumerable<AlertMessage> Alone => Accepted.Select(one => one.Message).Where(message => message.Attributes["reason"] != "digest");

    public IEnumerable<AlertMessage> Digests => Accepted.Select(one => one.Message).Where(message => message.Attributes["reason"] == "digest");

    /// <summary>Targets whose rights were used, in order.</summary>
    public List<string> Senders { get; } = [];

    public IAlertChannel ForTarget(MonitoredTarget target)
    {
        Senders.Add(target.Name);
        return this;
    }

    public Task<IReadOnlyList<Delivery>> SendAsync(string address, IReadOnlyList<AlertMessage> messages, CancellationToken cancellationToken)
    {
        Tries++;
        return Task.FromResult<IReadOnlyList<Delivery>>([.. messages.Select(message =>
        {
            if (AreDown || Down.Contains(address) || Refused.Contains(message.Id)) return new Delivery(message.Id, address, DeliveryOutcome.TryLater, "503 ServiceUnavailable");
            Accepted.Add((address, message, time.GetUtcNow()));
            return new Delivery(message.Id, address, DeliveryOutcome.Accepted, $"m{Accepted.Count}");
        })]);
    }
}
