using FlowWatch.Core.Alerts;
using Microsoft.AspNetCore.Http;

namespace FlowWatch.Aws.Tests.Sns;

/// <summary>What SNS and what stands between answers seldom.</summary>
public class SnsAlertChannelOddAnswersTests
{
    private const string Topic = "arn:aws:sns:eu-west-3:444455556666:alerts";

    [Fact]
    public async Task SendAsync_Message_ArrivesWhole()
    {
        await using var sns = await SnsDouble.StartAsync();

        var deliveries = await sns.Channel.SendAsync(Topic, [TestMessages.Message(title: "Scan\nnow", attributes: ("detection", "PORT_SCAN"))], CancellationToken.None);

        Assert.Equal([new Delivery("m-1", Topic, DeliveryOutcome.Accepted, "sns-Scan now")], deliveries);
        var entry = Assert.Single(Assert.Single(sns.Batches));
        Assert.Equal("What to do.\n\nJSON:\n{\"a\": 1}", entry.Message);
        Assert.Equal(new Dictionary<string, string> { ["severity"] = "high", ["level"] = "security", ["id"] = "m-1", ["detection"] = "PORT_SCAN" }, entry.Attributes);
        Assert.Null(entry.Group);
        Assert.Equal("eu-west-3", Assert.Single(sns.Topics).Region);
    }

    [Fact]
    public async Task SendAsync_ManyMessages_GoInBatchesOfTenInOrder()
    {
        await using var sns = await SnsDouble.StartAsync();

        var deliveries = await sns.Channel.SendAsync(Topic, TestMessages.Many(23), CancellationToken.None);

        Assert.Equal([10, 10, 3], sns.Batches.Select(batch => batch.Count));
        Assert.Equal(Enumerable.Range(1, 23).Select(number => $"Number {number}"), sns.Batches.SelectMany(batch => batch).Select(entry => entry.Subject));
        Assert.Equal(Enumerable.Range(1, 23).Select(number => new Delivery($"m-{number}", Topic, DeliveryOutcome.Accepted, $"sns-Number {number}")), deliveries);
    }

    [Fact]
    public async Task SendAsync_LargeMessages_KeepTheSizeOfABatch()
    {
        await using var sns = await SnsDouble.StartAsync();
        var large = Enumerable.Range(1, 3).Select(number => TestMessages.Message($"m-{number}", text: new string('ü', 60_000))).ToArray();

        var deliveries = await sns.Channel.SendAsync(Topic, large, CancellationToken.None);

        Assert.Equal([2, 1], sns.Batches.Select(batch => batch.Count));
        Assert.All(deliveries, one => Assert.Equal(DeliveryOutcome.Accepted, one.Outcome));
    }

    [Fact]
    public async Task SendAsync_MessageOverTheLimit_IsShortenedToFit()
    {
        await using var sns = await SnsDouble.StartAsync();

        await sns.Channel.SendAsync(Topic, [TestMessages.Message(text: new string('ü', 300_000))], CancellationToken.None);

        var entry = Assert.Single(Assert.Single(sns.Batches));
        var bytes = System.Text.Encoding.UTF8.GetByteCount(entry.Message + entry.Subject) + entry.Attributes.Sum(one => one.Key.Length + "String".Length + one.Value.Length);
        Assert.InRange(bytes, 262_140, 262_144);
        Assert.EndsWith("is left out: the message would be longer than SNS takes.)", entry.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task SendAsync_TooManyAttributes_SaysWhichAreMissing()
    {
        await using var sns = await SnsDouble.StartAsync();

        await sns.Channel.SendAsync(Topic, [TestMessages.Message(attributes: [.. Enumerable.Range(0, 8).Select(number => ($"a{number}", "v"))])], CancellationToken.None);

        Assert.Contains("Without an attribute: a7.", Assert.Single(Assert.Single(sns.Batches)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task SendAsync_FifoTopic_GivesGroupAndDeduplicationId()
    {
        await using var sns = await SnsDouble.StartAsync();

        await sns.Channel.SendAsync(Topic + ".fifo", [TestMessages.Message(attributes: ("target", "production-eu")), TestMessages.Message(id: "with blanks")], CancellationToken.None);

        var entries = Assert.Single(sns.Batches);
        Assert.Equal(("production-eu", "m-1"), (entries[0].Group, entries[0].Deduplication));
        Assert.Equal("flowwatch", entries[1].Group);
        Assert.Matches("^[0-9a-f]{64}$", entries[1].Deduplication);
    }

    [Fact]
    public async Task SendAsync_EntriesThatFail_HaveTheirOwnOutcomes()
    {
        await using var sns = await SnsDouble.StartAsync((context, entries) => SnsDouble.AcceptAsync(
            context,
            entries.Where(entry => entry.Id == "2"),
            """
            <member><Id>0</Id><Code>InvalidParameter</Code><Message>bad subject</Message><SenderFault>true</SenderFault></member>
            <member><Id>1</Id><Code>InternalError</Code><SenderFault>false</SenderFault></member>
            <member><Id>3</Id><Code>KMSAccessDenied</Code><Message>no key</Message><SenderFault>true</SenderFault></member>
            <member><Id>4</Id><Code>Throttled</Code><Message>slow down</Message><SenderFault>true</SenderFault></member>
            """));

        var deliveries = await sns.Channel.SendAsync(Topic, TestMessages.Many(6), CancellationToken.None);

        Assert.Equal(
            [
                (DeliveryOutcome.Refused, "InvalidParameter: bad subject"),
                (DeliveryOutcome.TryLater, "InternalError"),
                (DeliveryOutcome.Accepted, "sns-Number 3"),
                (DeliveryOutcome.Refused, $"KMSAccessDenied: no key. Allow kms:GenerateDataKey* and kms:Decrypt on the key of {Topic}, in the key's policy and in that of the role."),
                (DeliveryOutcome.TryLater, "Throttled: slow down"),
                (DeliveryOutcome.TryLater, "SNS did not say what became of it"),
            ],
            deliveries.Select(one => (one.Outcome, one.Detail)));
    }

    [Theory]
    [InlineData("AuthorizationError", 403, DeliveryOutcome.Refused, "AuthorizationError: said by SNS. Allow sns:Publish on arn:aws:sns:eu-west-3:444455556666:alerts in the policy of FlowWatch's role. If that role is not of account 444455556666, the topic's own policy must allow it too.")]
    [InlineData("NotFound", 404, DeliveryOutcome.Refused, "NotFound: said by SNS. Make the topic alerts in eu-west-3 of account 444455556666, or correct its ARN in the settings.")]
    [InlineData("KMSDisabled", 400, DeliveryOutcome.Refused, "KMSDisabled: said by SNS. Look at the KMS key that arn:aws:sns:eu-west-3:444455556666:alerts is set to: enable it, or give the topic another.")]
    [InlineData("Throttled", 429, DeliveryOutcome.TryLater, "Throttled: said by SNS")]
    [InlineData("InternalError", 500, DeliveryOutcome.TryLater, "InternalError: said by SNS")]
    [InlineData("ExpiredToken", 403, DeliveryOutcome.TryLater, "ExpiredToken: said by SNS")]
    public async Task SendAsync_FailureOfTheTopic_IsAskedForOnce(string code, int status, DeliveryOutcome outcome, string detail)
    {
        await using var sns = await SnsDouble.StartAsync((context, _) => SnsDouble.RefuseAsync(context, code, status));

        var deliveries = await sns.Channel.SendAsync(Topic, TestMessages.Many(25), CancellationToken.None);

        Assert.Single(sns.Batches);
        Assert.Equal(25, deliveries.Count);
        Assert.All(deliveries, one => Assert.Equal((outcome, detail), (one.Outcome, one.Detail)));
    }

    [Fact]
    public async Task SendAsync_BatchRefusedForOneMessage_SendsTheOthers()
    {
        await using var sns = await SnsDouble.StartAsync((context, entries) => entries.Any(entry => entry.Subject == "Number 2")
            ? SnsDouble.RefuseAsync(context, "InvalidParameter", 400, "something is wrong")
            : SnsDouble.AcceptAsync(context, entries));

        var deliveries = await sns.Channel.SendAsync(Topic, TestMessages.Many(12), CancellationToken.None);

        Assert.Equal(["m-2"], deliveries.Where(one => one.Outcome != DeliveryOutcome.Accepted).Select(one => one.MessageId));
        Assert.Equal((DeliveryOutcome.Refused, "InvalidParameter: something is wrong"), (deliveries[1].Outcome, deliveries[1].Detail));
        Assert.Equal([10, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 2], sns.Batches.Select(batch => batch.Count));
    }

    [Fact]
    public async Task SendAsync_PageOfAProxy_IsTriedLater()
    {
        await using var sns = await SnsDouble.StartAsync((context, _) => context.Response.WriteAsync("<html><body>please log in<br></body></html>"));

        var delivery = Assert.Single(await sns.Channel.SendAsync(Topic, [TestMessages.Message()], CancellationToken.None));

        Assert.Equal(DeliveryOutcome.TryLater, delivery.Outcome);
        Assert.StartsWith("the answer is not one of SNS, so it is not known whether the message was taken", delivery.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task SendAsync_StoppedWhileWaiting_LeavesTheRestForLater()
    {
        using var stop = new CancellationTokenSource();
        await using var sns = await SnsDouble.StartAsync(async (context, entries) =>
        {
            if (entries[0].Subject == "Number 1")
            {
                await SnsDouble.AcceptAsync(context, entries);
                return;
            }

            await stop.CancelAsync();
            context.Abort();
        });

        var deliveries = await sns.Channel.SendAsync(Topic, TestMessages.Many(25), stop.Token);

        Assert.Equal(
            [(DeliveryOutcome.Accepted, 10), (DeliveryOutcome.TryLater, 15)],
            deliveries.GroupBy(one => one.Outcome).Select(group => (group.Key, group.Count())));
        Assert.Equal(2, sns.Batches.Count);
    }

    [Fact]
    public async Task SendAsync_StoppedBefore_SendsNothing()
    {
        await using var sns = await SnsDouble.StartAsync();

        var deliveries = await sns.Channel.SendAsync(Topic, TestMessages.Many(2), new CancellationToken(canceled: true));

        Assert.All(deliveries, one => Assert.Equal((DeliveryOutcome.TryLater, "not sent: the run was stopped"), (one.Outcome, one.Detail)));
        Assert.Empty(sns.Batches);
    }

    [Fact]
    public async Task SendAsync_NoTopic_IsRefused()
    {
        await using var sns = await SnsDouble.StartAsync();

        var delivery = Assert.Single(await sns.Channel.SendAsync("alerts\n", [TestMessages.Message()], CancellationToken.None));

        Assert.Equal((DeliveryOutcome.Refused, "'alerts' is not the ARN of an SNS topic (arn:aws:sns:REGION:ACCOUNT:NAME). Correct it in the settings."), (delivery.Outcome, delivery.Detail));
        Assert.Empty(sns.Batches);
    }

    [Fact]
    public async Task SendAsync_NoMessages_AsksNothing()
    {
        await using var sns = await SnsDouble.StartAsync();

        Assert.Empty(await sns.Channel.SendAsync(Topic, [], CancellationToken.None));
        Assert.Empty(sns.Batches);
    }
}
