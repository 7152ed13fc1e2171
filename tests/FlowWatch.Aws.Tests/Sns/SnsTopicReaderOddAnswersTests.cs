using Amazon.SimpleNotificationService;
using FlowWatch.Aws.Sns;
using FlowWatch.Core.Accounts;
using Microsoft.AspNetCore.Http;

namespace FlowWatch.Aws.Tests.Sns;

/// <summary>What SNS answers seldom, or should never answer.</summary>
public class SnsTopicReaderOddAnswersTests
{
    private const string Topic = "arn:aws:sns:eu-west-3:444455556666:alerts";

    private const string Attributes = """
        <entry><key>TopicArn</key><value>arn:aws:sns:eu-west-3:444455556666:alerts</value></entry><entry><key>Owner</key><value>444455556666</value></entry>
        <entry><key>SubscriptionsConfirmed</key><value>2</value></entry><entry><key>SubscriptionsPending</key><value>1</value></entry>
        <entry><key>KmsMasterKeyId</key><value>alias/alerts</value></entry><entry><key>Policy</key><value>{"Statement":[]}</value></entry>
        """;

    [Fact]
    public async Task TopicAsync_Topic_IsReadWhole()
    {
        var topic = await ReadAsync(form => form["Action"] == "GetTopicAttributes"
            ? Result("GetTopicAttributes", $"<Attributes>{Attributes}</Attributes>")
            : form["NextToken"] == "2"
                ? Result("ListSubscriptionsByTopic", $"<Subscriptions>{Subscription("email", "PendingConfirmation")}{Subscription("https", Topic + ":0")}</Subscriptions>")
                : Result("ListSubscriptionsByTopic", $"<Subscriptions>{Subscription("email", Topic + ":1")}</Subscriptions><NextToken>2</NextToken>"));

        Assert.True(topic.IsKnown);
        Assert.Equal((Topic, "444455556666", false, 2, 1, "alias/alerts"), (topic.Value.Arn, topic.Value.Owner, topic.Value.IsFifo, topic.Value.ConfirmedSubscriptions, topic.Value.PendingSubscriptions, topic.Value.KmsKeyId));
        Assert.Equal("""{"Statement":[]}""", topic.Value.Policy?.ToString());
        Assert.Equal([new("email", true), new("email", false), new("https", true)], topic.Value.Subscriptions.Value!);
    }

    [Fact]
    public async Task TopicAsync_SubscriptionsRefused_TellsTheRest()
    {
        var topic = await ReadAsync(form => form["Action"] == "GetTopicAttributes"
            ? Result("GetTopicAttributes", "<Attributes><entry><key>SubscriptionsConfirmed</key><value>many</value></entry></Attributes>")
            : Error("AuthorizationError", 403));

        Assert.True(topic.IsKnown);
        Assert.Null(topic.Value.ConfirmedSubscriptions);
        Assert.Null(topic.Value.Policy);
        Assert.Equal((FactFailureKind.AccessDenied, "sns:ListSubscriptionsByTopic", Topic), Essence(topic.Value.Subscriptions.Failure));
    }

    [Fact]
    public async Task TopicAsync_PagesWithoutEnd_AreAFailure()
    {
        var topic = await ReadAsync(form => form["Action"] == "GetTopicAttributes" ? Result("GetTopicAttributes", "") : Result("ListSubscriptionsByTopic", "<NextToken>again</NextToken>"));

        Assert.Equal(FactFailureKind.Unexpected, topic.Value?.Subscriptions.Failure?.Kind);
    }

    [Theory]
    [InlineData("NotFound", 404, FactFailureKind.NotFound)]
    [InlineData("AuthorizationError", 403, FactFailureKind.AccessDenied)]
    [InlineData("Throttled", 400, FactFailureKind.Throttled)]
    [InlineData("InternalError", 500, FactFailureKind.Unavailable)]
    public async Task TopicAsync_Refusal_IsAFailure(string code, int status, FactFailureKind kind) =>
        Assert.Equal((kind, "sns:GetTopicAttributes", Topic), Essence((await ReadAsync(_ => Error(code, status))).Failure));

    [Fact]
    public async Task TopicAsync_NoTopic_IsAFailure()
    {
        var reader = new SnsTopicReader(_ => throw new InvalidOperationException("Nothing is to be asked."));

        Assert.Equal(FactFailureKind.NotFound, (await reader.TopicAsync("alerts", CancellationToken.None)).Failure?.Kind);
    }

    private static async Task<Fact<TopicDetails>> ReadAsync(Func<IFormCollection, (int Status, string Body)> answer)
    {
        await using var server = await ScriptedServer.StartAsync(async context =>
        {
            var (status, body) = answer(await context.Request.ReadFormAsync());
            context.Response.StatusCode = status;
            await context.Response.WriteAsync(body);
        });
        using var client = new AmazonSimpleNotificationServiceClient(ScriptedServer.Credentials, server.Configure(new AmazonSimpleNotificationServiceConfig()));
        return await new SnsTopicReader(_ => client).TopicAsync(Topic, CancellationToken.None);
    }

    private static (FactFailureKind? Kind, string? Action, string? Resource) Essence(FactFailure? failure) => (failure?.Kind, failure?.Action, failure?.Resource);

    private static (int Status, string Body) Result(string operation, string result) => (200, $"<{operation}Response><{operation}Result>{result}</{operation}Result></{operation}Response>");

    private static (int Status, string Body) Error(string code, int status) => (status, $"<ErrorResponse><Error><Code>{code}</Code><Message>no</Message></Error></ErrorResponse>");

    private static string Subscription(string protocol, string arn) => $"<member><Protocol>{protocol}</Protocol><SubscriptionArn>{arn}</SubscriptionArn><Endpoint>who@example.com</Endpoint></member>";
}
