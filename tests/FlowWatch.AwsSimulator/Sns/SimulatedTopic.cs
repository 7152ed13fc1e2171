using System.Collections.Concurrent;

namespace FlowWatch.AwsSimulator.Sns;

/// <summary>A topic, its subscriptions and the messages it accepted.</summary>
public sealed class SimulatedTopic
{
    // AWS:SourceOwner is set by AWS services that publish for an account. Users have no such key, so this lets in none of them.
    private const string DefaultPolicy = """
        {"Version":"2008-10-17","Id":"__default_policy_ID","Statement":[{"Sid":"__default_statement_ID","Effect":"Allow","Principal":{"AWS":"*"},
        "Action":["SNS:GetTopicAttributes","SNS:SetTopicAttributes","SNS:AddPermission","SNS:RemovePermission","SNS:DeleteTopic","SNS:Subscribe",
        "SNS:ListSubscriptionsByTopic","SNS:Publish"],"Resource":"ARN","Condition":{"StringEquals":{"AWS:SourceOwner":"ACCOUNT"}}}]}
        """;

    private readonly ConcurrentQueue<SimulatedMessage> messages = new();
    private readonly ConcurrentQueue<SimulatedSubscription> subscriptions = new();

    internal SimulatedTopic(string account, string region, string name)
    {
        Account = account;
        Name = name;
        Arn = $"arn:aws:sns:{region}:{account}:{name}";
        Policy = DefaultPolicy.Replace("ARN", Arn, StringComparison.Ordinal).Replace("ACCOUNT", account, StringComparison.Ordinal);
    }

    /// <summary>The ARN.</summary>
    public string Arn { get; }

    /// <summary>The owner's account.</summary>
    public string Account { get; }

    /// <summary>The name; with <c>.fifo</c> at its end the topic keeps order.</summary>
    public string Name { get; }

    /// <summary>The name that e-mails come from; empty for none.</summary>
    public string DisplayName { get; set; } = "";

    /// <summary>The topic's policy, as JSON; by default that of AWS. It must allow other accounts before they can publish.</summary>
    public string Policy { get; set; }

    /// <summary>The key that messages are encrypted with; null for none.</summary>
    public string? KmsMasterKeyId { get; set; }

    /// <summary>Whether the key can be used; looked at only where there is one.</summary>
    public SimulatedKeyState KeyState { get; set; }

    /// <summary>The messages accepted so far, oldest first.</summary>
    public IReadOnlyList<SimulatedMessage> Messages => [.. messages];

    /// <summary>The subscriptions, oldest first.</summary>
    public IReadOnlyList<SimulatedSubscription> Subscriptions => [.. subscriptions];

    internal bool IsFifo => Name.EndsWith(".fifo", StringComparison.Ordinal);

    /// <summary>Adds a subscription.</summary>
    public void Subscribe(SimulatedSubscription subscription) => subscriptions.Enqueue(subscription);

    internal void Accept(SimulatedMessage message) => messages.Enqueue(message);
}
