using System.Net;
using Amazon.SimpleNotificationService;
using Amazon.SimpleNotificationService.Model;
using FlowWatch.AwsSimulator.Faults;
using FlowWatch.AwsSimulator.Identities;
using FlowWatch.AwsSimulator.Policies;
using FlowWatch.AwsSimulator.Sns;
using Microsoft.Extensions.Time.Testing;

namespace FlowWatch.AwsSimulator.Tests.Sns;

public class SimulatedSnsTests
{
    private const string Account = SimulatedAws.DefaultAccount;

    [Fact]
    public async Task Publish_WithAttributes_IsInTheInbox()
    {
        var time = new FakeTimeProvider(new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero));
        await using var aws = await SimulatedAws.StartAsync(new SimulatedAwsOptions { Time = time });
        var topic = aws.Sns.AddTopic(Account, "eu-west-1", "alerts");
        using var sns = Client(aws);

        var answer = await sns.PublishAsync(new PublishRequest
        {
            TopicArn = topic.Arn,
            Subject = "[CRITICAL] PORT_SCAN",
            Message = "A message of two lines\nand ümläuts & <angles> + signs",
            MessageAttributes = new Dictionary<string, MessageAttributeValue>
            {
                ["severity"] = new() { DataType = "String", StringValue = "Critical" },
                ["count"] = new() { DataType = "Number", StringValue = "42" },
            },
        });

        var message = Assert.Single(topic.Messages);
        Assert.Equal(answer.MessageId, message.MessageId);
        Assert.Equal(("[CRITICAL] PORT_SCAN", "A message of two lines\nand ümläuts & <angles> + signs"), (message.Subject, message.Message));
        Assert.Equal(new SimulatedAttributeValue("String", "Critical"), message.Attributes["severity"]);
        Assert.Equal(new SimulatedAttributeValue("Number", "42"), message.Attributes["count"]);
        Assert.Equal(("arn:aws:iam::111122223333:user/administrator", time.GetUtcNow()), (message.PublisherArn, message.Time));
    }

    [Theory]
    [InlineData("0123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789", true)]
    [InlineData("01234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890", false)]
    [InlineData("two\nlines", false)]
    [InlineData("tab\tbed", false)]
    [InlineData(" blank first", false)]
    [InlineData("ümläut", false)]
    public async Task Publish_Subject_FollowsTheRules(string subject, bool taken)
    {
        var error = await PublishedAsync(new PublishRequest { Subject = subject, Message = "m" });

        Assert.Equal(taken ? null : "Invalid parameter: Subject", error?.Message);
    }

    [Theory]
    [InlineData(262_144, true)]
    [InlineData(262_145, false)]
    public async Task Publish_Length_IsCountedInBytes(int bytes, bool taken)
    {
        // One character of two bytes among them.
        var error = await PublishedAsync(new PublishRequest { Message = "ü" + new string('x', bytes - 2) });

        Assert.Equal(taken ? null : "Invalid parameter: Message too long", error?.Message);
    }

    [Fact]
    public async Task Publish_Attributes_CountToo()
    {
        var error = await PublishedAsync(new PublishRequest
        {
            Message = new string('x', 262_140),
            MessageAttributes = new Dictionary<string, MessageAttributeValue> { ["a"] = new() { DataType = "String", StringValue = "v" } },
        });

        Assert.Equal("Invalid parameter: Message too long", error?.Message);
    }

    [Theory]
    [InlineData("severity", "String", "", "must contain non-empty message attribute value")]
    [InlineData("severity", "Text", "v", "invalid message attribute type")]
    [InlineData("count", "Number", "many", "to number")]
    [InlineData("list", "String.Array", "a,b", "not a valid JSON array")]
    [InlineData("AWS.severity", "String", "v", "not allowed")]
    [InlineData("two words", "String", "v", "not allowed")]
    public async Task Publish_WrongAttribute_IsRefused(string name, string type, string value, string expected)
    {
        var error = await PublishedAsync(new PublishRequest
        {
            Message = "m",
            MessageAttributes = new Dictionary<string, MessageAttributeValue> { [name] = new() { DataType = type, StringValue = value } },
        });

        Assert.IsType<InvalidParameterValueException>(error);
        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"default":"text","email":"longer text"}""", null)]
    [InlineData("""{"email":"text"}""", "Invalid parameter: Message Structure - No default entry in JSON message body")]
    [InlineData("text", "Invalid parameter: Message Structure - JSON message body failed to parse")]
    public async Task Publish_ByProtocol_NeedsADefault(string message, string? expected) =>
        Assert.Equal(expected, (await PublishedAsync(new PublishRequest { Message = message, MessageStructure = "json" }))?.Message);

    [Fact]
    public async Task Publish_EmptyMessage_IsRefused() =>
        Assert.Equal("Invalid parameter: Empty message", (await PublishedAsync(new PublishRequest { Message = "" }))?.Message);

    [Fact]
    public async Task Publish_FifoWithoutGroup_IsRefused()
    {
        await using var aws = await SimulatedAws.StartAsync();
        var topic = aws.Sns.AddTopic(Account, "eu-west-1", "alerts.fifo");
        using var sns = Client(aws);

        await Assert.ThrowsAsync<InvalidParameterException>(() => sns.PublishAsync(new PublishRequest { TopicArn = topic.Arn, Message = "m" }));
    }

    [Theory]
    [InlineData("arn:aws:sns:eu-west-1:111122223333:none", "NotFound", HttpStatusCode.NotFound)]
    [InlineData("arn:aws:sns:us-east-1:111122223333:alerts", "InvalidParameter", HttpStatusCode.BadRequest)]
    [InlineData("alerts", "InvalidParameter", HttpStatusCode.BadRequest)]
    public async Task Publish_ToNoTopicHere_IsRefused(string arn, string code, HttpStatusCode status)
    {
        await using var aws = await SimulatedAws.StartAsync();
        aws.Sns.AddTopic(Account, "eu-west-1", "alerts");
        aws.Sns.AddTopic(Account, "us-east-1", "alerts");
        using var sns = Client(aws);

        var error = await Assert.ThrowsAnyAsync<AmazonSimpleNotificationServiceException>(() => sns.PublishAsync(new PublishRequest { TopicArn = arn, Message = "m" }));

        Assert.Equal((code, status), (error.ErrorCode, error.StatusCode));
    }

    [Theory]
    [InlineData(SimulatedKeyState.AccessDenied, typeof(KMSAccessDeniedException))]
    [InlineData(SimulatedKeyState.Disabled, typeof(KMSDisabledException))]
    [InlineData(SimulatedKeyState.InvalidState, typeof(KMSInvalidStateException))]
    [InlineData(SimulatedKeyState.NotFound, typeof(KMSNotFoundException))]
    [InlineData(SimulatedKeyState.Throttling, typeof(KMSThrottlingException))]
    public async Task Publish_KeyThatCannotBeUsed_HasItsOwnError(SimulatedKeyState state, Type expected)
    {
        var error = await PublishedAsync(new PublishRequest { Message = "m" }, topic => (topic.KmsMasterKeyId, topic.KeyState) = ("alias/alerts", state));

        Assert.IsType(expected, error);
    }

    [Fact]
    public async Task Publish_NoPermission_IsAnAuthorizationError()
    {
        await using var aws = await SimulatedAws.StartAsync();
        var topic = aws.Sns.AddTopic(Account, "eu-west-1", "alerts");
        using var sns = Client(aws, aws.AddUser(Account, "weak", SimulatedPolicies.AllowNothing));

        var error = await Assert.ThrowsAsync<AuthorizationErrorException>(() => sns.PublishAsync(new PublishRequest { TopicArn = topic.Arn, Message = "m" }));

        Assert.Equal(
            $"User: arn:aws:iam::111122223333:user/weak is not authorized to perform: SNS:Publish on resource: {topic.Arn} because no identity-based policy allows the SNS:Publish action",
            error.Message);
        Assert.Equal(HttpStatusCode.Forbidden, error.StatusCode);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Publish_FromAnotherAccount_NeedsTheTopicsPolicy(bool allowed)
    {
        await using var aws = await SimulatedAws.StartAsync();
        var topic = aws.Sns.AddTopic(Account, "eu-west-1", "alerts");
        if (allowed) topic.Policy = $$"""{"Statement":{"Effect":"Allow","Principal":{"AWS":"444455556666"},"Action":"sns:Publish","Resource":"{{topic.Arn}}"} }""";
        using var sns = Client(aws, aws.AddAdministrator("444455556666"));

        var error = await Record.ExceptionAsync(() => sns.PublishAsync(new PublishRequest { TopicArn = topic.Arn, Message = "m" }));

        Assert.Equal(allowed ? null : typeof(AuthorizationErrorException), error?.GetType());
        Assert.Equal(allowed ? 1 : 0, topic.Messages.Count);
    }

    [Fact]
    public async Task PublishBatch_SomeWrong_TellsOfEach()
    {
        await using var aws = await SimulatedAws.StartAsync();
        var topic = aws.Sns.AddTopic(Account, "eu-west-1", "alerts");
        using var sns = Client(aws);

        var answer = await sns.PublishBatchAsync(new PublishBatchRequest
        {
            TopicArn = topic.Arn,
            PublishBatchRequestEntries =
            [
                new PublishBatchRequestEntry { Id = "one", Message = "first", Subject = "s" },
                new PublishBatchRequestEntry { Id = "two", Message = "second", Subject = "bad\nsubject" },
                new PublishBatchRequestEntry { Id = "three", Message = "third" },
            ],
        });

        Assert.Equal(["one", "three"], answer.Successful.Select(each => each.Id));
        Assert.Equal(topic.Messages.Select(message => message.MessageId), answer.Successful.Select(each => each.MessageId));
        var failed = Assert.Single(answer.Failed);
        Assert.Equal(("two", "InvalidParameter", true), (failed.Id, failed.Code, failed.SenderFault));
        Assert.Equal(["first", "third"], topic.Messages.Select(message => message.Message));
    }

    [Theory]
    [InlineData("", 1, typeof(EmptyBatchRequestException))]
    [InlineData("1 2 3 4 5 6 7 8 9 10 11", 1, typeof(TooManyEntriesInBatchRequestException))]
    [InlineData("a a", 1, typeof(BatchEntryIdsNotDistinctException))]
    [InlineData("a b!", 1, typeof(InvalidBatchEntryIdException))]
    [InlineData("a b", 131_073, typeof(BatchRequestTooLongException))]
    public async Task PublishBatch_WrongAsAWhole_IsRefused(string ids, int length, Type expected)
    {
        await using var aws = await SimulatedAws.StartAsync();
        var topic = aws.Sns.AddTopic(Account, "eu-west-1", "alerts");
        using var sns = Client(aws);
        var entries = ids.Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .Select(id => new PublishBatchRequestEntry { Id = id, Message = new string('x', length) }).ToList();

        var error = await Record.ExceptionAsync(() => sns.PublishBatchAsync(new PublishBatchRequest { TopicArn = topic.Arn, PublishBatchRequestEntries = entries }));

        Assert.IsType(expected, error);
        Assert.Empty(topic.Messages);
    }

    [Fact]
    public async Task GetTopicAttributes_Counts_ReachTheClient()
    {
        await using var aws = await SimulatedAws.StartAsync();
        var topic = aws.Sns.AddTopic(Account, "eu-west-1", "alerts");
        topic.KmsMasterKeyId = "alias/alerts";
        topic.Subscribe(new SimulatedSubscription("email", "ops@example.com"));
        topic.Subscribe(new SimulatedSubscription("email", "new@example.com", Confirmed: false));
        using var sns = Client(aws);

        var attributes = (await sns.GetTopicAttributesAsync(new GetTopicAttributesRequest { TopicArn = topic.Arn })).Attributes;

        Assert.Equal((topic.Arn, Account), (attributes["TopicArn"], attributes["Owner"]));
        Assert.Equal(("1", "1", "alias/alerts"), (attributes["SubscriptionsConfirmed"], attributes["SubscriptionsPending"], attributes["KmsMasterKeyId"]));
        Assert.Equal(topic.Policy, attributes["Policy"]);
    }

    [Fact]
    public async Task ListSubscriptionsByTopic_ManyOfThem_ComeInPages()
    {
        await using var aws = await SimulatedAws.StartAsync();
        var topic = aws.Sns.AddTopic(Account, "eu-west-1", "alerts");
        for (var number = 0; number < 101; number++) topic.Subscribe(new SimulatedSubscription("email", $"{number}@example.com", Confirmed: number > 0));
        using var sns = Client(aws);

        var first = await sns.ListSubscriptionsByTopicAsync(new ListSubscriptionsByTopicRequest { TopicArn = topic.Arn });
        var second = await sns.ListSubscriptionsByTopicAsync(new ListSubscriptionsByTopicRequest { TopicArn = topic.Arn, NextToken = first.NextToken });

        Assert.Equal((100, 1), (first.Subscriptions.Count, second.Subscriptions.Count));
        Assert.Equal(("PendingConfirmation", "0@example.com"), (first.Subscriptions[0].SubscriptionArn, first.Subscriptions[0].Endpoint));
        Assert.StartsWith(topic.Arn + ":", first.Subscriptions[1].SubscriptionArn, StringComparison.Ordinal);
        Assert.Null(second.NextToken);
    }

    [Fact]
    public async Task Publish_Throttled_IsNotAccepted()
    {
        await using var aws = await SimulatedAws.StartAsync();
        var topic = aws.Sns.AddTopic(Account, "eu-west-1", "alerts");
        aws.Faults.Add(SimulatedFault.Throttled, FaultScope.Of("sns", "Publish"), times: 1);
        using var sns = Client(aws);

        var error = await Assert.ThrowsAnyAsync<AmazonSimpleNotificationServiceException>(() => sns.PublishAsync(new PublishRequest { TopicArn = topic.Arn, Message = "m" }));

        Assert.Equal("Throttling", error.ErrorCode);
        Assert.Empty(topic.Messages);
    }

    [Fact]
    public async Task Publish_AnswerLost_WasAcceptedAllTheSame()
    {
        await using var aws = await SimulatedAws.StartAsync();
        var topic = aws.Sns.AddTopic(Account, "eu-west-1", "alerts");
        aws.Faults.Add(SimulatedFault.TruncatedBody, times: 1);
        using var sns = Client(aws);

        await Assert.ThrowsAnyAsync<Exception>(() => sns.PublishAsync(new PublishRequest { TopicArn = topic.Arn, Message = "m" }));

        Assert.Single(topic.Messages);
    }

    private static AmazonSimpleNotificationServiceClient Client(SimulatedAws aws, SimulatedCredentials? credentials = null) =>
        new(SdkClients.Keys(aws, credentials), SdkClients.Configured(aws, new AmazonSimpleNotificationServiceConfig()));

    private static async Task<AmazonSimpleNotificationServiceException?> PublishedAsync(PublishRequest request, Action<SimulatedTopic>? prepare = null)
    {
        await using var aws = await SimulatedAws.StartAsync();
        var topic = aws.Sns.AddTopic(Account, "eu-west-1", "alerts");
        prepare?.Invoke(topic);
        request.TopicArn = topic.Arn;
        using var sns = Client(aws);
        var error = await Record.ExceptionAsync(() => sns.PublishAsync(request));
        Assert.Equal(error is null ? 1 : 0, topic.Messages.Count);
        return error is null ? null : Assert.IsAssignableFrom<AmazonSimpleNotificationServiceException>(error);
    }
}
