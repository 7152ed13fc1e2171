using System.Net;
using System.Net.Sockets;
using FlowWatch.AwsSimulator.Faults;
using FlowWatch.AwsSimulator.Wire;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace FlowWatch.AwsSimulator.Server;

/// <summary>Kestrel on a free port of loopback: reads requests whole and writes answers, or breaks the connection.</summary>
internal sealed class SimulatorServer : IAsyncDisposable
{
    private const long MaximumBody = 128 * 1024 * 1024;
    private readonly WebApplication application;
    private readonly CancellationTokenSource stopping = new();
    private readonly RequestPipeline pipeline;
    private readonly Func<DateTimeOffset> clock;

    private SimulatorServer(RequestPipeline pipeline, Func<DateTimeOffset> clock)
    {
        this.pipeline = pipeline;
        this.clock = clock;
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = MaximumBody;
            kestrel.Listen(IPAddress.Loopback, 0);
        });
        application = builder.Build();
        application.Run(HandleAsync);
    }

    /// <summary>Where the server listens.</summary>
    public Uri Endpoint { get; private set; } = new("http://127.0.0.1/");

    /// <summary>Starts a server.</summary>
    /// <param name="pipeline">What answers.</param>
    /// <param name="clock">The time of the Date header.</param>
    /// <param name="cancellationToken">Gives up starting.</param>
    public static async Task<SimulatorServer> StartAsync(RequestPipeline pipeline, Func<DateTimeOffset> clock, CancellationToken cancellationToken)
    {
        var server = new SimulatorServer(pipeline, clock);
        await server.application.StartAsync(cancellationToken).ConfigureAwait(false);
        server.Endpoint = new Uri(server.application.Urls.First());
        return server;
    }

    /// <summary>Lets go of requests still waiting and stops.</summary>
    public async ValueTask DisposeAsync()
    {
        await stopping.CancelAsync().ConfigureAwait(false);
        await application.StopAsync(stopping.Token).ConfigureAwait(false);
        await application.DisposeAsync().ConfigureAwait(false);
        stopping.Dispose();
    }

    private static async Task<WireRequest> ReadAsync(HttpContext context, CancellationToken cancellationToken)
    {
        var target = context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget;
        var question = target.IndexOf('?', StringComparison.Ordinal);
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body, cancellationToken).ConfigureAwait(false);
        return new WireRequest(
            context.Request.Method,
            question < 0 ? target : target[..question],
            question < 0 ? "" : target[(question + 1)..],
            context.Request.Headers.ToDictionary(header => header.Key, header => string.Join(',', header.Value.ToArray()), StringComparer.OrdinalIgnoreCase),
            body.ToArray());
    }

    private static void Reset(HttpContext context)
    {
        // Without lingering, closing the socket sends RST at once instead of FIN.
        if (context.Features.Get<IConnectionSocketFeature>()?.Socket is { } socket) socket.LingerState = new LingerOption(true, 0);
        context.Abort();
    }

    private async Task HandleAsync(HttpContext context)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, stopping.Token);
        try
        {
            var request = await ReadAsync(context, either.Token).ConfigureAwait(false);
            var (response, onTheWire) = await pipeline.AnswerAsync(request, either.Token).ConfigureAwait(false);
            if (onTheWire == FaultKind.ConnectionReset) Reset(context);
            else await WriteAsync(context, response, truncated: onTheWire == FaultKind.TruncatedBody, either.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            context.Abort();
        }
    }

    private async Task WriteAsync(HttpContext context, SimulatedResponse response, bool truncated, CancellationToken cancellationToken)
    {
        context.Response.StatusCode = (int)response.Status;
        context.Response.Headers.Date = clock().ToString("R");
        foreach (var (name, value) in response.Headers) context.Response.Headers[name] = value;
        if (response.ContentType is not null) context.Response.ContentType = response.ContentType;
        if (response.Status != HttpStatusCode.NoContent && !response.Headers.ContainsKey("Content-Length")) context.Response.ContentLength = response.Body.Length;
        if (HttpMethods.IsHead(context.Request.Method))
        {
            if (truncated) Reset(context);
            return;
        }

        var body = truncated ? response.Body[..(response.Body.Length / 2)] : response.Body;
        await context.Response.Body.WriteAsync(body, cancellationToken).ConfigureAwait(false);
        if (!truncated) return;

        // What was written must have left before the connection is closed; so this close lingers.
        await context.Response.Body.FlushAsync(cancellationToken).ConfigureAwait(false);
        context.Abort();
    }
}
