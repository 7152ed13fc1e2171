using System.Collections.Concurrent;
using System.Globalization;
using Amazon.SimpleNotificationService;
using FlowWatch.Aws.Sns;
using Microsoft.AspNetCore.Http;

namespace FlowWatch.Aws.Tests.Sns;

/// <summary>Answers PublishBatch as a test tells it, for answers that SNS gives seldom.</summary>
internal sealed class SnsDouble : IAsyncDisposable
{
    private readonly ScriptedServer server;
    private readonly AmazonSimpleNotificationServiceClient client;

    private SnsDouble(ScriptedServer server, ConcurrentQueue<IReadOnlyList<PublishedEntry>> batches)
    {
        this.server = server;
        Batches = batches;
        client = new AmazonSimpleNotificationServiceClient(ScriptedServer.Credentials, server.Configure(new AmazonSimpleNotificationServiceConfig()));
        Channel = new SnsAlertChannel(topic =>
        {
            Topics.Enqueue(topic);
            return client;
        });
    }

    /// <summary>The requests so far.</summary>
    public ConcurrentQueue<IReadOnlyList<PublishedEntry>> Batches { get; }

    /// <summary>The topics that clients were asked for.</summary>
    public ConcurrentQueue<SnsTopicArn> Topics { get; } = [];

    /// <summary>The channel under test.</summary>
    public SnsAlertChannel Channel { get; }

    public static async Task<SnsDouble> StartAsync(Func<HttpContext, IReadOnlyList<PublishedEntry>, Task>? answer = null)
    {
        answer ??= (context, entries) => AcceptAsync(context, entries);
        var batches = new ConcurrentQueue<IReadOnlyList<PublishedEntry>>();
        var server = await ScriptedServer.StartAsync(async context =>
        {
            var entries = Entries(await context.Request.ReadFormAsync());
            batches.Enqueue(entries);
            await answer(context, entries);
        });
        return new SnsDouble(server, batches);
    }

    public static Task AcceptAsync(HttpContext context, IEnumerable<PublishedEntry> entries, string failed = "") => context.Response.WriteAsync(
        $"<PublishBatchResponse><PublishBatchResult><Failed>{failed}</Failed><Successful>{string.Concat(entries.Select(entry => $"<member><Id>{entry.Id}</Id><MessageId>sns-{entry.Subject}</MessageId></member>"))}</Successful></PublishBatchResult></PublishBatchResponse>");

    public static Task RefuseAsync(HttpContext context, string code, int status, string message = "said by SNS")
    {
        context.Response.StatusCode = status;
        return context.Response.WriteAsync($"<ErrorResponse><Error><Type>Sender</Type><Code>{code}</Code><Message>{message}</Message></Error></ErrorResponse>");
    }

    public async ValueTask DisposeAsync()
    {
        client.Dispose();
        await server.DisposeAsync();
    }

    private static List<PublishedEntry> Entries(IFormCollection form)
    {
        var entries = new List<PublishedEntry>();
        for (var number = 1; ; number++)
        {
            var prefix = string.Create(CultureInfo.InvariantCulture, $"PublishBatchRequestEntries.member.{number}.");
            if (!form.ContainsKey(prefix + "Id")) return entries;
            var attributes = new Dictionary<string, string>(StringComparer.Ordinal);
            for (var index = 1; form.ContainsKey($"{prefix}MessageAttributes.entry.{index}.Name"); index++)
                attributes.Add(form[$"{prefix}MessageAttributes.entry.{index}.Name"].ToString(), form[$"{prefix}MessageAttributes.entry.{index}.Value.StringValue"].ToString());
            entries.Add(new PublishedEntry(
                form[prefix + "Id"].ToString(), form[prefix + "Subject"].ToString(), form[prefix + "Message"].ToString(),
                form[prefix + "MessageGroupId"], form[prefix + "MessageDeduplicationId"], attributes));
        }
    }
}
