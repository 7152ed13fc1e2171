using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using FlowWatch.AwsSimulator.Faults;
using FlowWatch.AwsSimulator.Wire;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace FlowWatch.AwsSimulator.Server;

/// <summary>Reads requests whole and writes answers, or breaks the connection.</summary>
/// <param name="pipeline">What answers.</param>
/// <param name="clock">The time of the Date header.</param>
internal sealed class WireHandler(RequestPipeline pipeline, Func<DateTimeOffset> clock)
{
    /// <summary>Answers a request.</summary>
    public async Task HandleAsync(HttpContext context, CancellationToken cancellationToken)
    {
        var request = await ReadAsync(context, cancellationToken).ConfigureAwait(false);
        var (response, onTheWire) = await pipeline.AnswerAsync(request, cancellationToken).ConfigureAwait(false);
        if (onTheWire == FaultKind.ConnectionReset) Reset(context);
        else if (onTheWire == FaultKind.TruncatedBody) await WriteHalfAsync(context, response, cancellationToken).ConfigureAwait(false);
        else await WriteAsync(context, response, cancellationToken).ConfigureAwait(false);
    }

    private static async Task<WireRequest> ReadAsync(HttpContext context, CancellationToken cancellationToken)
    {
        // The target as sent: the server's own path is decoded, and a signature needs every byte.
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

    private static Socket SocketOf(HttpContext context) => context.Features.GetRequiredFeature<IConnectionSocketFeature>().Socket;

    private static void Reset(HttpContext context)
    {
        // Without lingering, closing the socket sends RST at once instead of FIN.
        SocketOf(context).LingerState = new LingerOption(true, 0);
        context.Abort();
    }

    /// <summary>Sends the head and half the body, past the server, which cannot be made to: what it has not sent when it aborts is lost.</summary>
    private static async Task WriteHalfAsync(HttpContext context, SimulatedResponse response, CancellationToken cancellationToken)
    {
        var socket = SocketOf(context);
        var head = string.Create(CultureInfo.InvariantCulture,
            $"HTTP/1.1 {(int)response.Status} {response.Status}\r\nContent-Type: {response.ContentType ?? "text/plain"}\r\nContent-Length: {Math.Max(1, response.Body.Length)}\r\n\r\n");
        await socket.SendAsync(Encoding.ASCII.GetBytes(head), cancellationToken).ConfigureAwait(false);
        await socket.SendAsync(response.Body[..(response.Body.Length / 2)], cancellationToken).ConfigureAwait(false);
        socket.Shutdown(SocketShutdown.Send);
        // The client sees the end, and ends the connection in turn.
        await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellationToken).ConfigureAwait(false);
    }

    private async Task WriteAsync(HttpContext context, SimulatedResponse response, CancellationToken cancellationToken)
    {
        context.Response.StatusCode = (int)response.Status;
        context.Response.Headers.Date = clock().ToString("R");
        foreach (var (name, value) in response.Headers) context.Response.Headers[name] = value;
        if (response.ContentType is not null) context.Response.ContentType = response.ContentType;
        if (response.Status is not (HttpStatusCode.NoContent or HttpStatusCode.NotModified))
        {
            context.Response.ContentLength ??= response.Body.Length;
        }

        if (!HttpMethods.IsHead(context.Request.Method)) await context.Response.Body.WriteAsync(response.Body, cancellationToken).ConfigureAwait(false);
    }
}
