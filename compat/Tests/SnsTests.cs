using Amazon.Runtime;
using Amazon.SimpleNotificationService;
using Amazon.SimpleNotificationService.Model;

namespace FlowWatch.Compat.Tests;

public class SnsTests
{
    private const string Topic = "arn:aws:sns:eu-west-1:111122223333:alerts";

    [Fact]
    public async Task PublishBatch_Request_NumbersEntriesAndAttributes()
    {
        await using var server = await ScriptedServer.StartAsync(ScriptedAnswer.Xml("PublishBatch", ""));
        using var client = Client(server);

        await client.PublishBatchAsync(new PublishBatchRequest
        {
            TopicArn = Topic,
            PublishBatchRequestEntries =
            [
                new() { Id = "1", Message = "a & b = ü\n", Subject = "first", MessageAttributes = new() { ["severity"] = new() { DataType = "String", StringValue = "High" } } },
                new() { Id = "2", Message = "second" },
            ],
        });

        var form = server.Request.Form;
        Assert.Equal("application/x-www-form-urlencoded; charset=utf-8", server.Request.Headers["Content-Type"]);
        Assert.Equal(("PublishBatch", "2010-03-31", Topic), (form["Action"], form["Version"], form["TopicArn"]));
        Assert.Equal("a & b = ü\n", form["PublishBatchRequestEntries.member.1.Message"]);
        Assert.Equal("severity", form["PublishBatchRequestEntries.member.1.MessageAttributes.entry.1.Name"]);
        Assert.Equal("High", form["PublishBatchRequestEntries.member.1.MessageAttributes.entry.1.Value.StringValue"]);
        Assert.Equal("2", form["PublishBatchRequestEntries.member.2.Id"]);
        Assert.DoesNotContain(form.Keys, name => name.StartsWith("PublishBatchRequestEntries.member.2.", StringComparison.Ordinal) && !name.EndsWith(".Id", StringComparison.Ordinal) && !name.EndsWith(".Message", StringComparison.Ordinal));
    }

    [Fact]
    public async Task PublishBatch_PartFailure_HasBothLists()
    {
        await using var server = await ScriptedServer.StartAsync(ScriptedAnswer.Xml(
            "PublishBatch",
            "<Successful><member><Id>1</Id><MessageId>m-1</MessageId></member></Successful><Failed><member><Id>2</Id><Code>InvalidParameter</Code><Message>too &amp; long</Message><SenderFault>true</SenderFault></member></Failed>"));
        using var client = Client(server);

        var response = await client.PublishBatchAsync(new PublishBatchRequest { TopicArn = Topic, PublishBatchRequestEntries = [] });

        Assert.Equal("m-1", Assert.Single(response.Successful).MessageId);
        var failed = Assert.Single(response.Failed);
        Assert.Equal(("2", "InvalidParameter", "too & long", true), (failed.Id, failed.Code, failed.Message, failed.SenderFault));
        Assert.Equal("request-1", response.ResponseMetadata.RequestId);
        Assert.Equal("", server.Request.Form["PublishBatchRequestEntries"]);
    }

    [Fact]
    public async Task Lists_WithoutElements_AreNull()
    {
        await using var server = await ScriptedServer.StartAsync(ScriptedAnswer.Xml("ListSubscriptionsByTopic", "<Subscriptions/>"), ScriptedAnswer.Xml("GetTopicAttributes", "<Attributes/>"));
        using var client = Client(server);

        Assert.Null((await client.ListSubscriptionsByTopicAsync(new ListSubscriptionsByTopicRequest { TopicArn = Topic })).Subscriptions);
        Assert.Null((await client.GetTopicAttributesAsync(new GetTopicAttributesRequest { TopicArn = Topic })).Attributes);
    }

    [Fact]
    public async Task GetTopicAttributes_Entries_AreAMap()
    {
        await using var server = await ScriptedServer.StartAsync(ScriptedAnswer.Xml(
            "GetTopicAttributes", "<Attributes><entry><key>SubscriptionsConfirmed</key><value>2</value></entry><entry><key>DisplayName</key><value/></entry></Attributes>"));
        using var client = Client(server);

        var response = await client.GetTopicAttributesAsync(new GetTopicAttributesRequest { TopicArn = Topic });

        Assert.Equal(new Dictionary<string, string> { ["SubscriptionsConfirmed"] = "2", ["DisplayName"] = "" }, response.Attributes);
    }

    [Fact]
    public async Task Publish_Errors_HaveTheirTypes()
    {
        await using var server = await ScriptedServer.StartAsync(
            ScriptedAnswer.XmlError("NotFound", "Topic does not exist", 404),
            ScriptedAnswer.XmlError("AuthorizationError", "not authorized", 403),
            ScriptedAnswer.XmlError("KMSOptInRequired", "opt in", 403),
            ScriptedAnswer.XmlError("Throttled", "slow down"),
            ScriptedAnswer.XmlError("EmptyBatchRequest", "of another operation"));
        using var client = Client(server);
        var request = new PublishRequest { TopicArn = Topic, Message = "x" };

        var missing = await Assert.ThrowsAsync<NotFoundException>(() => client.PublishAsync(request));
        await Assert.ThrowsAsync<AuthorizationErrorException>(() => client.PublishAsync(request));
        await Assert.ThrowsAsync<KMSOptInRequiredException>(() => client.PublishAsync(request));
        var throttled = await Assert.ThrowsAsync<AmazonSimpleNotificationServiceException>(() => client.PublishAsync(request));
        await Assert.ThrowsAsync<AmazonSimpleNotificationServiceException>(() => client.PublishAsync(request));

        Assert.Equal(("NotFound", "Topic does not exist", "request-1", ErrorType.Sender), (missing.ErrorCode, missing.Message, missing.RequestId, missing.ErrorType));
        Assert.Equal("Throttled", throttled.ErrorCode);
    }

    private static AmazonSimpleNotificationServiceClient Client(ScriptedServer server) => new(ScriptedServer.Keys, server.Configured(new AmazonSimpleNotificationServiceConfig()));
}
