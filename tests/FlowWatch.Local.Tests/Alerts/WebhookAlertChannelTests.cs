using System.Globalization;
using System.Net;
using System.Text.Json;
using FlowWatch.Core.Alerts;
using FlowWatch.Local.Alerts;
using Microsoft.Extensions.Time.Testing;

namespace FlowWatch.Local.Tests.Alerts;

public class WebhookAlertChannelTests
{
    private const string Secret = "0123456789abcdef0123456789abcdef";

    private static readonly DateTimeOffset Now = new(2026, 1, 5, 12, 0, 0, TimeSpan.Zero);

    private readonly FakeTimeProvider time = new(Now);

    [Fact]
    public async Task SendAsync_AnAlert_ArrivesSigned()
    {
        await using var receiver = await WebhookReceiver.StartAsync(_ => Task.CompletedTask);

        var delivery = Assert.Single(await SendAsync(receiver, AlertSample.Of("id-1")));

        Assert.Equal((DeliveryOutcome.Accepted, "HTTP 200", "id-1"), (delivery.Outcome, delivery.Detail, delivery.MessageId));
        var (headers, body) = Assert.Single(receiver.Requests);
        Assert.Equal(("application/json; charset=utf-8", "FlowWatch/test", "id-1"), (headers["Content-Type"], headers["User-Agent"], headers["X-FlowWatch-Id"]));
        Assert.Equal(Now.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture), headers["X-FlowWatch-Timestamp"]);
        Assert.Equal(WebhookSignature.Of(Secret, Now.ToUnixTimeSeconds(), body), headers["X-FlowWatch-Signature"]);
        Assert.Equal("id-1", JsonDocument.Parse(body).RootElement.GetProperty("alert").GetProperty("id").GetString());
    }

    [Theory]
    [InlineData(204, DeliveryOutcome.Accepted)]
    [InlineData(301, DeliveryOutcome.Refused)]
    [InlineData(307, DeliveryOutcome.Refused)]
    [InlineData(400, DeliveryOutcome.Refused)]
    [InlineData(401, DeliveryOutcome.Refused)]
    [InlineData(404, DeliveryOutcome.Refused)]
    [InlineData(408, DeliveryOutcome.TryLater)]
    [InlineData(413, DeliveryOutcome.Refused)]
    [InlineData(429, DeliveryOutcome.TryLater)]
    [InlineData(500, DeliveryOutcome.TryLater)]
    [InlineData(503, DeliveryOutcome.TryLater)]
    public async Task SendAsync_AnAnswer_IsJudgedByItsStatus(int status, DeliveryOutcome expected)
    {
        await using var receiver = await WebhookReceiver.StartAsync(context =>
        {
            context.Response.StatusCode = status;
            context.Response.Headers.Location = "https://elsewhere.example.com/";
            return Task.CompletedTask;
        });

        var delivery = Assert.Single(await SendAsync(receiver, AlertSample.Of("a")));

        Assert.Equal(expected, delivery.Outcome);
        Assert.Contains(status.ToString(CultureInfo.InvariantCulture), delivery.Detail, StringComparison.Ordinal);
        Assert.Single(receiver.Requests);
    }

    [Theory]
    [InlineData("30", 30)]
    [InlineData("0", 0)]
    [InlineData("999999", 3600)]
    [InlineData("Mon, 05 Jan 2026 12:02:00 GMT", 120)]
    [InlineData("Mon, 05 Jan 2026 11:00:00 GMT", 0)]
    [InlineData("soon", null)]
    public async Task SendAsync_RetryAfter_IsHandedOn(string header, int? seconds)
    {
        await using var receiver = await WebhookReceiver.StartAsync(context =>
        {
            context.Response.StatusCode = 503;
            context.Response.Headers.RetryAfter = header;
            return Task.CompletedTask;
        });

        Assert.Equal(seconds, (int?)Assert.Single(await SendAsync(receiver, AlertSample.Of("a"))).RetryAfter?.TotalSeconds);
    }

    [Fact]
    public async Task SendAsync_OneThatMustWait_LeavesTheRestInOrder()
    {
        await using var receiver = await WebhookReceiver.StartAsync(context =>
        {
            context.Response.StatusCode = 503;
            return Task.CompletedTask;
        });

        var deliveries = await SendAsync(receiver, AlertSample.Of("a"), AlertSample.Of("b"));

        Assert.Equal([("a", DeliveryOutcome.TryLater), ("b", DeliveryOutcome.TryLater)], deliveries.Select(delivery => (delivery.MessageId, delivery.Outcome)));
        Assert.Single(receiver.Requests);
    }

    [Fact]
    public async Task SendAsync_NoAnswer_EndsAtTheDeadline()
    {
        var asked = new TaskCompletionSource();
        var gone = new TaskCompletionSource();
        await using var receiver = await WebhookReceiver.StartAsync(async context =>
        {
            using var aborted = context.RequestAborted.Register(gone.SetResult);
            asked.SetResult();
            await gone.Task;
        });
        var sending = SendAsync(receiver, AlertSample.Of("a"));
        await asked.Task;

        time.Advance(TimeSpan.FromSeconds(10));

        Assert.Equal((DeliveryOutcome.TryLater, "no answer within 10 s"), (await sending) is [var delivery] ? (delivery.Outcome, delivery.Detail) : default);
    }

    [Fact]
    public async Task SendAsync_AnEndlessAnswer_IsNotRead()
    {
        await using var receiver = await WebhookReceiver.StartAsync(async context =>
        {
            var chunk = new byte[64 << 10];
            while (!context.RequestAborted.IsCancellationRequested) await context.Response.Body.WriteAsync(chunk, context.RequestAborted);
        });

        Assert.Equal(DeliveryOutcome.Accepted, Assert.Single(await SendAsync(receiver, AlertSample.Of("a"))).Outcome);
    }

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("169.254.169.254")]
    [InlineData("::ffff:10.0.0.1")]
    public async Task SendAsync_ANameThatLeadsInside_IsRefusedWithoutAConnection(string address)
    {
        await using var receiver = await WebhookReceiver.StartAsync(_ => Task.CompletedTask);

        var delivery = Assert.Single(await SendAsync(receiver, new WebhookOptions { Secret = Secret, UserAgent = "FlowWatch/test" }, IPAddress.Parse(address), AlertSample.Of("a")));

        Assert.Equal(DeliveryOutcome.Refused, delivery.Outcome);
        Assert.Contains($"alerts.example.com is at {IPAddress.Parse(address)}, which may not be called", delivery.Detail, StringComparison.Ordinal);
        Assert.Empty(receiver.Requests);
    }

    // What it was found at is what it is connected to; asked again, the name leads inside.
    [Fact]
    public async Task SendAsync_ANameThatChanges_IsLookedUpOnce()
    {
        await using var receiver = await WebhookReceiver.StartAsync(_ => Task.CompletedTask);
        var lookups = 0;
        using var channel = new WebhookAlertChannel(
            new WebhookOptions { Secret = Secret, AllowPrivate = true, UserAgent = "FlowWatch/test" }, time,
            (_, _) => Task.FromResult<IPAddress[]>([++lookups == 1 ? IPAddress.Loopback : IPAddress.Parse("169.254.169.254")]), receiver.Trust);

        await channel.SendAsync($"https://alerts.example.com:{receiver.Port}/x", [AlertSample.Of("a"), AlertSample.Of("b")], CancellationToken.None);

        Assert.Equal((1, 2), (lookups, receiver.Requests.Count));
    }

    [Fact]
    public async Task SendAsync_ALiteralAddress_IsJudgedToo()
    {
        using var channel = new WebhookAlertChannel(new WebhookOptions { Secret = Secret, UserAgent = "x" }, time);

        Assert.Equal(DeliveryOutcome.Refused, Assert.Single(await channel.SendAsync("https://169.254.169.254/latest/meta-data", [AlertSample.Of("a")], CancellationToken.None)).Outcome);
        Assert.Equal(DeliveryOutcome.Refused, Assert.Single(await channel.SendAsync("https://[::1]/x", [AlertSample.Of("a")], CancellationToken.None)).Outcome);
    }

    [Fact]
    public async Task SendAsync_ACertificateThatIsNotTrusted_IsRefused()
    {
        await using var receiver = await WebhookReceiver.StartAsync(_ => Task.CompletedTask);
        using var channel = new WebhookAlertChannel(new WebhookOptions { Secret = Secret, AllowPrivate = true, UserAgent = "x" }, time, (_, _) => Task.FromResult<IPAddress[]>([IPAddress.Loopback]), trust: null);

        var delivery = Assert.Single(await channel.SendAsync($"https://alerts.example.com:{receiver.Port}/x", [AlertSample.Of("a")], CancellationToken.None));

        Assert.Equal(DeliveryOutcome.Refused, delivery.Outcome);
        Assert.Contains("certificate", delivery.Detail, StringComparison.Ordinal);
        Assert.Empty(receiver.Requests);
    }

    [Fact]
    public async Task SendAsync_WithoutASecret_SendsNothing()
    {
        await using var receiver = await WebhookReceiver.StartAsync(_ => Task.CompletedTask);

        var delivery = Assert.Single(await SendAsync(receiver, new WebhookOptions { AllowPrivate = true, UserAgent = "x" }, IPAddress.Loopback, AlertSample.Of("a")));

        Assert.Equal((DeliveryOutcome.Refused, "alerts.webhook.secret is not given, and nothing is sent that is not signed"), (delivery.Outcome, delivery.Detail));
        Assert.Empty(receiver.Requests);
    }

    [Fact]
    public async Task SendAsync_Anything_NeverTellsTheSecret()
    {
        await using var receiver = await WebhookReceiver.StartAsync(context =>
        {
            context.Response.StatusCode = 401;
            return Task.CompletedTask;
        });

        var delivery = Assert.Single(await SendAsync(receiver, AlertSample.Of("a")));

        Assert.DoesNotContain(Secret, delivery.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain(Secret, new WebhookOptions { Secret = Secret, UserAgent = "x" }.ToString(), StringComparison.Ordinal);
        Assert.All(receiver.Requests, request => Assert.DoesNotContain(request.Headers, header => header.Value.Contains(Secret, StringComparison.Ordinal)));
    }

    private Task<IReadOnlyList<Delivery>> SendAsync(WebhookReceiver receiver, params AlertMessage[] messages) =>
        SendAsync(receiver, new WebhookOptions { Secret = Secret, AllowPrivate = true, UserAgent = "FlowWatch/test" }, IPAddress.Loopback, messages);

    private async Task<IReadOnlyList<Delivery>> SendAsync(WebhookReceiver receiver, WebhookOptions options, IPAddress at, params AlertMessage[] messages)
    {
        using var channel = new WebhookAlertChannel(options, time, (_, _) => Task.FromResult<IPAddress[]>([at]), receiver.Trust);
        return await channel.SendAsync($"https://alerts.example.com:{receiver.Port}/flowwatch", messages, CancellationToken.None);
    }
}
