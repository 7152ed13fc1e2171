using System.Net;
using CsCheck;
using FlowWatch.AwsSimulator.Faults;
using FlowWatch.AwsSimulator.Sns;
using FlowWatch.Core.Alerts;
using FlowWatch.Core.Findings;

namespace FlowWatch.Aws.Tests.Sns;

public class SnsAlertChannelTests
{
    [Fact]
    public async Task SendAsync_Messages_ArriveInOrderAndWhole()
    {
        await using var account = await AccountFixture.StartAsync();
        var topic = Topic(account);

        var deliveries = await SendAsync(account, topic, TestMessages.Many(23));

        Assert.All(deliveries, one => Assert.Equal((topic.Arn, DeliveryOutcome.Accepted), (one.Address, one.Outcome)));
        Assert.Equal(topic.Messages.Select(message => message.MessageId), deliveries.Select(one => one.Detail));
        Assert.Equal(Enumerable.Range(1, 23).Select(number => $"Number {number}"), topic.Messages.Select(message => message.Subject));
        Assert.All(topic.Messages, message => Assert.Equal("What to do.\n\nJSON:\n{\"a\": 1}", message.Message));
        Assert.Equal(["PublishBatch", "PublishBatch", "PublishBatch"], account.Asked);
    }

    [Fact]
    public async Task SendAsync_Attributes_AreThoseOfTheMessage()
    {
        await using var account = await AccountFixture.StartAsync();
        var topic = Topic(account);

        await SendAsync(account, topic, [TestMessages.Message(attributes: [("detection", "PORT_SCAN"), ("trace id", "4bf92f35\n")])]);

        Assert.Equal(
            ["detection=PORT_SCAN", "id=m-1", "level=security", "severity=high", "trace_id=4bf92f35"],
            Assert.Single(topic.Messages).Attributes.Select(one => $"{one.Key}={one.Value.Value}").Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task SendAsync_TopicOfAnotherRegionAndAccount_IsAskedThere()
    {
        await using var account = await AccountFixture.StartAsync();
        var topic = account.Aws.Sns.AddTopic("111122223333", "us-west-2", "central");
        topic.Policy = $$"""{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"AWS":"arn:aws:iam::{{TestTargets.Account}}:root"},"Action":"SNS:Publish","Resource":"{{topic.Arn}}"}]}""";

        Assert.Equal(DeliveryOutcome.Accepted, Assert.Single(await SendAsync(account, topic, TestMessages.Many(1))).Outcome);
        Assert.Equal("us-west-2", account.Aws.Requests.Single().Region);
    }

    [Fact]
    public async Task SendAsync_FifoTopic_TakesTheMessages()
    {
        await using var account = await AccountFixture.StartAsync();

        Assert.All(await SendAsync(account, Topic(account, "alerts.fifo"), TestMessages.Many(3)), one => Assert.Equal(DeliveryOutcome.Accepted, one.Outcome));
    }

    // The simulator holds the limits of SNS: whatever a finding is named after must get through.
    [Fact]
    public async Task SendAsync_AnyMessage_IsTaken()
    {
        await using var account = await AccountFixture.StartAsync();
        var topic = Topic(account);
        var channel = account.Channels().Sns(account.Target);
        var attributes = Gen.Dictionary(Gen.String, Gen.String)[0, 12];

        await Gen.Select(Gen.String[1, 40], Gen.String, Gen.String, attributes, Gen.Enum<Severity>(), Gen.Bool).SampleAsync(
            async (id, title, text, own, severity, isLarge) =>
            {
                var message = new AlertMessage
                {
                    Id = id,
                    Title = title,
                    Text = isLarge ? string.Concat(Enumerable.Repeat(text + "ü", 40_000)) : text,
                    Json = "{}",
                    Severity = severity,
                    Level = EscalationLevel.Network,
                    Attributes = own,
                };
                var delivery = Assert.Single(await channel.SendAsync(topic.Arn, [message], CancellationToken.None));
                Assert.True(delivery.Outcome == DeliveryOutcome.Accepted, delivery.Detail);
            },
            iter: 60,
            threads: 1);
    }

    [Fact]
    public async Task SendAsync_LargestMessages_AreTaken()
    {
        await using var account = await AccountFixture.StartAsync();
        var topic = Topic(account);

        var deliveries = await SendAsync(account, topic, [TestMessages.Message(text: new string('x', 400_000)), TestMessages.Message(text: new string('ü', 120_000)), TestMessages.Message()]);

        Assert.All(deliveries, one => Assert.Equal((DeliveryOutcome.Accepted, true), (one.Outcome, one.Detail.Length > 0)));
        Assert.Equal(3, topic.Messages.Count);
    }

    [Fact]
    public async Task SendAsync_ThrottledOnce_IsTriedAgain()
    {
        await using var account = await AccountFixture.StartAsync();
        var topic = Topic(account);
        account.Aws.Faults.Add(SimulatedFault.Throttled, times: 1);

        Assert.Equal(DeliveryOutcome.Accepted, Assert.Single(await account.Channels(attempts: 2).Sns(account.Target).SendAsync(topic.Arn, TestMessages.Many(1), CancellationToken.None)).Outcome);
        Assert.Single(topic.Messages);
    }

    public static TheoryData<string, SimulatedFault> PassingFaults => new()
    {
        { "throttled", SimulatedFault.Throttled },
        { "internal error", SimulatedFault.InternalError },
        { "unavailable", SimulatedFault.Unavailable },
        { "connection reset", SimulatedFault.ConnectionReset },
        { "expired token", SimulatedFault.ExpiredToken },
        { "garbage", SimulatedFault.GarbageBody },
        { "truncated", SimulatedFault.TruncatedBody },
    };

    [Theory]
    [MemberData(nameof(PassingFaults), DisableDiscoveryEnumeration = true)]
    public async Task SendAsync_FaultThatPasses_IsForLater(string name, SimulatedFault fault)
    {
        await using var account = await AccountFixture.StartAsync();
        var topic = Topic(account);
        var channel = account.Channels().Sns(account.Target);

        // Lasting, for the SDK sends again on its own what a broken connection carried.
        IReadOnlyList<Delivery> first;
        using (account.Aws.Faults.Add(fault, FaultScope.Of("sns"))) first = await channel.SendAsync(topic.Arn, TestMessages.Many(11), CancellationToken.None);
        var second = await channel.SendAsync(topic.Arn, TestMessages.Many(11), CancellationToken.None);

        Assert.All(first, one => Assert.True(one.Outcome == DeliveryOutcome.TryLater && one.Detail.Length > 0, name));
        Assert.All(second, one => Assert.Equal(DeliveryOutcome.Accepted, one.Outcome));
    }

    [Fact]
    public async Task SendAsync_WithoutPermission_IsRefusedWithAdvice()
    {
        await using var account = await AccountFixture.StartAsync();
        var topic = Topic(account);

        var deliveries = await account.Channels(AccountFixture.Denying("sns:Publish")).Sns(account.Target).SendAsync(topic.Arn, TestMessages.Many(12), CancellationToken.None);

        Assert.All(deliveries, one => Assert.Equal(DeliveryOutcome.Refused, one.Outcome));
        Assert.Contains($"Allow sns:Publish on {topic.Arn}", deliveries[0].Detail, StringComparison.Ordinal);
        Assert.Single(account.Asked);
    }

    [Fact]
    public async Task SendAsync_TopicThatIsGone_IsRefusedWithAdvice()
    {
        await using var account = await AccountFixture.StartAsync();
        var topic = Topic(account);
        account.Aws.Sns.RemoveTopic(topic.Arn);

        var delivery = Assert.Single(await SendAsync(account, topic, TestMessages.Many(1)));

        Assert.Equal(DeliveryOutcome.Refused, delivery.Outcome);
        Assert.Contains("Make the topic alerts in eu-central-1 of account 444455556666", delivery.Detail, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(SimulatedKeyState.AccessDenied, DeliveryOutcome.Refused, "Allow kms:GenerateDataKey*")]
    [InlineData(SimulatedKeyState.Disabled, DeliveryOutcome.Refused, "Look at the KMS key")]
    [InlineData(SimulatedKeyState.InvalidState, DeliveryOutcome.Refused, "Look at the KMS key")]
    [InlineData(SimulatedKeyState.NotFound, DeliveryOutcome.Refused, "Look at the KMS key")]
    [InlineData(SimulatedKeyState.Throttling, DeliveryOutcome.TryLater, "KMSThrottling")]
    public async Task SendAsync_KeyOfTheTopic_DecidesTheOutcome(SimulatedKeyState state, DeliveryOutcome outcome, string detail)
    {
        await using var account = await AccountFixture.StartAsync();
        var topic = Topic(account);
        (topic.KmsMasterKeyId, topic.KeyState) = ("alias/alerts", state);

        var delivery = Assert.Single(await SendAsync(account, topic, TestMessages.Many(1)));

        Assert.Equal(outcome, delivery.Outcome);
        Assert.Contains(detail, delivery.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task SendAsync_ErrorWithASecret_KeepsItHidden()
    {
        await using var account = await AccountFixture.StartAsync();
        account.Aws.Faults.Add(SimulatedFault.Error("InvalidParameter", HttpStatusCode.BadRequest, "X-Amz-Security-Token=IQoJb3JpZ2luX2VjEJr and more"), times: 1);

        Assert.DoesNotContain("IQoJb3JpZ2lu", Assert.Single(await SendAsync(account, Topic(account), TestMessages.Many(1))).Detail, StringComparison.Ordinal);
    }

    private static SimulatedTopic Topic(AccountFixture account, string name = "alerts") => account.Aws.Sns.AddTopic(TestTargets.Account, AccountFixture.Region, name);

    private static Task<IReadOnlyList<Delivery>> SendAsync(AccountFixture account, SimulatedTopic topic, IReadOnlyList<AlertMessage> messages) =>
        account.Channels().Sns(account.Target).SendAsync(topic.Arn, messages, CancellationToken.None);
}
