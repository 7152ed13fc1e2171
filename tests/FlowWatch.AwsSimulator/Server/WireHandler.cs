using System.Net;
using System.Net.Sockets;
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
        else await WriteAsync(context, response, truncated: onTheWire == FaultKind.TruncatedBody, cancellationToken).ConfigureAwait(false);
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

    private static void Reset(HttpContext context)
    {
        // Without lingering, closing the socket sends RST at once instead of FIN.
        if (context.Features.Get<IConnectionSocketFeature>()?.Socket is { } socket) socket.LingerState = new LingerOption(true, 0);
        context.Abort();
    }

    private async Task WriteAsync(HttpContext context, SimulatedResponse response, bool truncated, CancellationToken cancellationToken)
    {
        context.Response.StatusCode = (int)response.Status;
        context.Response.Headers.Date = clock().ToString("R");
        foreach (var (name, value) in response.Headers) context.Response.Headers[name] = value;
        if (response.ContentType is not null) context.Response.ContentType = response.ContentType;
        if (response.Status is not (HttpStatusCode.NoContent or HttpStatusCode.NotModified))
        {
            context.Response.ContentLength ??= response.Body.Length;
        }

        if (HttpMethods.IsHead(context.Request.Method)) return;
        var body = truncated ? response.Body[..(response.Body.Length / 2)] : response.Body;
        await context.Response.Body.WriteAsync(body, cancellationToken).ConfigureAwait(false);
        if (!truncated) return;

        // What was written has to leave first, so this close lingers.
        await context.Response.Body.FlushAsync(cancellationToken).ConfigureAwait(false);
        context.Abort();
    }
}
