using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using FlowWatch.Core.Alerts;
using FlowWatch.Core.Reports;

namespace FlowWatch.Local.Alerts;

/// <summary>
/// Posts alerts to webhooks over HTTPS, one request each, signed (<see cref="WebhookSignature"/>). It follows no redirects, uses no proxy,
/// and connects only to addresses that it has looked up and found callable itself. Trying again is the outbox's business.
/// </summary>
public sealed class WebhookAlertChannel : IAlertChannel, IDisposable
{
    /// <summary>The most bytes of a request.</summary>
    public const int MostBytes = 256 << 10;

    private const int MostResponseBytes = 64 << 10;

    private static readonly TimeSpan LongestPause = TimeSpan.FromHours(1);

    private readonly WebhookOptions options;
    private readonly TimeProvider time;
    private readonly Func<string, CancellationToken, Task<IPAddress[]>> resolve;
    private readonly HttpClient client;

    /// <summary>The channel.</summary>
    /// <param name="options">How to call.</param>
    /// <param name="time">Tells the time.</param>
    public WebhookAlertChannel(WebhookOptions options, TimeProvider time)
        : this(options, time, Dns.GetHostAddressesAsync, null)
    {
    }

    internal WebhookAlertChannel(WebhookOptions options, TimeProvider time, Func<string, CancellationToken, Task<IPAddress[]>> resolve, RemoteCertificateValidationCallback? trust)
    {
        ArgumentNullException.ThrowIfNull(options);
        this.options = options;
        this.time = time;
        this.resolve = resolve;
        var handler = new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            UseProxy = false,
            ConnectCallback = ConnectAsync,
            // A name that leads elsewhere since is looked up again.
            PooledConnectionLifetime = TimeSpan.FromMinutes(2),
            MaxResponseHeadersLength = 16,
            MaxResponseDrainSize = MostResponseBytes,
            ResponseDrainTimeout = TimeSpan.FromSeconds(2),
        };
        if (trust is not null) handler.SslOptions.RemoteCertificateValidationCallback = trust;
        // The deadline is the call's own, by the given clock.
        client = new HttpClient(handler) { Timeout = System.Threading.Timeout.InfiniteTimeSpan };
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<Delivery>> SendAsync(string address, IReadOnlyList<AlertMessage> messages, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(messages);
        var deliveries = new List<Delivery>();
        foreach (var message in messages)
        {
            // What is wrong with the way there is wrong for all: the rest keeps its place in the order.
            if (deliveries is [.., { Outcome: DeliveryOutcome.TryLater } last]) deliveries.Add(last with { MessageId = message.Id });
            else if (cancellationToken.IsCancellationRequested) deliveries.Add(new Delivery(message.Id, address, DeliveryOutcome.TryLater, "not sent: the run was stopped"));
            else deliveries.Add(await SendAsync(address, message, cancellationToken).ConfigureAwait(false));
        }

        return deliveries;
    }

    /// <inheritdoc/>
    public void Dispose() => client.Dispose();

    private async Task<Delivery> SendAsync(string address, AlertMessage message, CancellationToken cancellationToken)
    {
        Delivery Of(DeliveryOutcome outcome, string detail) => new(message.Id, address, outcome, detail);
        if (AlertAddress.Wrong(address) is { } wrong || !Uri.TryCreate(address, UriKind.Absolute, out var uri)) return Of(DeliveryOutcome.Refused, "it is not the address of a webhook; correct it in the settings");
        if (options.Secret is not { Length: > 0 } secret) return Of(DeliveryOutcome.Refused, "alerts.webhook.secret is not given, and nothing is sent that is not signed");
        using var deadline = new CancellationTokenSource(options.Timeout, time);
        using var stopping = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, deadline.Token);
        try
        {
            using var request = Request(uri, message, secret);
            using var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, stopping.Token).ConfigureAwait(false);
            return Judge(response, Of);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return Of(DeliveryOutcome.TryLater, "the run was stopped before the webhook answered");
        }
        catch (OperationCanceledException)
        {
            return Of(DeliveryOutcome.TryLater, string.Create(CultureInfo.InvariantCulture, $"no answer within {options.Timeout.TotalSeconds:0.#} s"));
        }
        catch (HttpRequestException error) when (error.GetBaseException() is AddressRefusedException refused)
        {
            return Of(DeliveryOutcome.Refused, refused.Message);
        }
        catch (HttpRequestException error) when (error.InnerException is AuthenticationException)
        {
            return Of(DeliveryOutcome.Refused, "its certificate is not trusted for that name, or it offers no TLS that is allowed");
        }
        catch (HttpRequestException error)
        {
            return Of(DeliveryOutcome.TryLater, $"it cannot be reached: {VisibleText.Of(error.GetBaseException().Message.TrimEnd('.'))}");
        }
    }

    private HttpRequestMessage Request(Uri uri, AlertMessage message, string secret)
    {
        var body = AlertJson.Of(message, MostBytes);
        var timestamp = time.GetUtcNow().ToUnixTimeSeconds();
        var request = new HttpRequestMessage(HttpMethod.Post, uri) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json") { CharSet = "utf-8" };
        request.Headers.TryAddWithoutValidation("User-Agent", options.UserAgent);
        request.Headers.TryAddWithoutValidation(WebhookSignature.TimestampHeader, timestamp.ToString(CultureInfo.InvariantCulture));
        request.Headers.TryAddWithoutValidation(WebhookSignature.SignatureHeader, WebhookSignature.Of(secret, timestamp, body));
        request.Headers.TryAddWithoutValidation(WebhookSignature.IdHeader, HeaderText(message.Id));
        return request;
    }

    private Delivery Judge(HttpResponseMessage response, Func<DeliveryOutcome, string, Delivery> of)
    {
        var status = (int)response.StatusCode;
        var answered = string.Create(CultureInfo.InvariantCulture, $"it answered {status}");
        return status switch
        {
            >= 200 and < 300 => of(DeliveryOutcome.Accepted, string.Create(CultureInfo.InvariantCulture, $"HTTP {status}")),
            >= 300 and < 400 => of(DeliveryOutcome.Refused, $"{answered}: it leads elsewhere, and redirects are not followed; give the address it leads to"),
            408 or 421 or 425 or 429 or >= 500 => of(DeliveryOutcome.TryLater, answered) with { RetryAfter = Pause(response.Headers.RetryAfter) },
            401 or 403 => of(DeliveryOutcome.Refused, $"{answered}: it does not take the signature; both sides must have the same secret, and clocks that agree"),
            404 or 410 => of(DeliveryOutcome.Refused, $"{answered}: there is nothing at that address"),
            413 => of(DeliveryOutcome.Refused, $"{answered}: it takes no request of that size; FlowWatch sends at most {MostBytes >> 10} KiB"),
            _ => of(DeliveryOutcome.Refused, answered),
        };
    }

    private TimeSpan? Pause(RetryConditionHeaderValue? asked)
    {
        var pause = asked switch { { Delta: { } delta } => delta, { Date: { } date } => date - time.GetUtcNow(), _ => (TimeSpan?)null };
        return pause is not { } given ? null : given < TimeSpan.Zero ? TimeSpan.Zero : given > LongestPause ? LongestPause : given;
    }

    // Looked up here and connected to as looked up: a name that changes its mind in between leads nowhere else.
    private async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellationToken)
    {
        var (host, port) = (context.DnsEndPoint.Host, context.DnsEndPoint.Port);
        var found = IPAddress.TryParse(host, out var literal) ? [literal] : await resolve(host, cancellationToken).ConfigureAwait(false);
        var callable = found.Where(address => CallableAddresses.MayCall(address, options.AllowPrivate)).ToArray();
        if (found.Length > 0 && callable.Length == 0)
        {
            throw new AddressRefusedException($"{VisibleText.Of(host)} is at {string.Join(", ", found.Take(3).Select(address => address.ToString()))}, which may not be called: private and loopback addresses need alerts.webhook.allowPrivate, link-local and metadata addresses are never called");
        }

        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(callable, port, cancellationToken).ConfigureAwait(false);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private static string HeaderText(string id) => string.Concat(id.Take(200).Select(character => character is > ' ' and <= '~' ? character : '_'));
}
