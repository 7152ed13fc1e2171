using FlowWatch.AwsSimulator.Faults;
using FlowWatch.AwsSimulator.Sns;
using FlowWatch.Core.Accounts;

namespace FlowWatch.Aws.Tests.Sns;

public class SnsTopicReaderTests
{
    [Fact]
    public async Task TopicAsync_Topic_IsReadWithAllItsSubscriptions()
    {
        await using var account = await AccountFixture.StartAsync();
        var topic = account.Aws.Sns.AddTopic(TestTargets.Account, "eu-west-3", "alerts");
        topic.KmsMasterKeyId = "alias/alerts";
        for (var number = 0; number < 150; number++) topic.Subscribe(new SimulatedSubscription(number % 2 == 0 ? "email" : "https", $"to-{number}", Confirmed: number < 120));

        var read = await account.Readers().Topics(account.Target).TopicAsync(topic.Arn, CancellationToken.None);

        Assert.True(read.IsKnown);
        Assert.Equal((topic.Arn, TestTargets.Account, 120, 30, "alias/alerts"), (read.Value.Arn, read.Value.Owner, read.Value.ConfirmedSubscriptions, read.Value.PendingSubscriptions, read.Value.KmsKeyId));
        Assert.Equal("2008-10-17", read.Value.Policy?.Root.GetProperty("Version").GetString());
        Assert.Equal((150, 120), (read.Value.Subscriptions.Value!.Count, read.Value.Subscriptions.Value.Count(one => one.IsConfirmed)));
        Assert.Equal(["GetTopicAttributes", "ListSubscriptionsByTopic", "ListSubscriptionsByTopic"], account.Asked);
        Assert.All(account.Aws.Requests, request => Assert.Equal("eu-west-3", request.Region));
    }

    [Fact]
    public async Task TopicAsync_SubscriptionsNotAllowed_TellsTheRest()
    {
        await using var account = await AccountFixture.StartAsync();
        var topic = account.Aws.Sns.AddTopic(TestTargets.Account, AccountFixture.Region, "alerts");

        var read = await account.Readers(AccountFixture.Denying("sns:ListSubscriptionsByTopic")).Topics(account.Target).TopicAsync(topic.Arn, CancellationToken.None);

        Assert.Equal(0, read.Value?.ConfirmedSubscriptions);
        Assert.Equal((FactFailureKind.AccessDenied, "sns:ListSubscriptionsByTopic"), (read.Value?.Subscriptions.Failure?.Kind, read.Value?.Subscriptions.Failure?.Action));
    }

    [Fact]
    public async Task TopicAsync_TopicThatIsNotThere_IsNotFound()
    {
        await using var account = await AccountFixture.StartAsync();

        Assert.Equal(FactFailureKind.NotFound, (await account.Readers().Topics(account.Target).TopicAsync("arn:aws:sns:eu-central-1:444455556666:nothing", CancellationToken.None)).Failure?.Kind);
    }

    [Fact]
    public async Task TopicAsync_Outage_IsUnavailable()
    {
        await using var account = await AccountFixture.StartAsync();
        var topic = account.Aws.Sns.AddTopic(TestTargets.Account, AccountFixture.Region, "alerts");
        account.Aws.Faults.Add(SimulatedFault.Unavailable, FaultScope.Of("sns"));

        Assert.Equal(FactFailureKind.Unavailable, (await account.Readers().Topics(account.Target).TopicAsync(topic.Arn, CancellationToken.None)).Failure?.Kind);
    }
}
