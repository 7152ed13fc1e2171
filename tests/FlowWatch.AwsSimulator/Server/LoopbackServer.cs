using System.Collections.Concurrent;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace FlowWatch.AwsSimulator.Server;

/// <summary>Kestrel on a free port of 127.0.0.1, with one handler for everything.</summary>
internal sealed class LoopbackServer : IAsyncDisposable
{
    private const long MaximumBody = 128 * 1024 * 1024;

    // The AWS SDK remembers, as long as the process lives, by how much the clock of an endpoint is off. A port that is taken again would
    // inherit what a test has done to the clock of another.
    private static readonly ConcurrentDictionary<Uri, byte> Used = new();

    private readonly WebApplication application;
    private readonly CancellationTokenSource stopping = new();

    private LoopbackServer(Func<HttpContext, CancellationToken, Task> handle)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = MaximumBody;
            kestrel.Listen(IPAddress.Loopback, 0);
        });
        application = builder.Build();
        application.Run(context => HandleAsync(context, handle));
    }

    /// <summary>Where the server listens.</summary>
    public Uri Endpoint { get; private set; } = new("http://127.0.0.1/");

    /// <summary>Starts a server, at a port that no server of this process has had.</summary>
    /// <param name="handle">Answers a request; its token is cancelled when the client has gone or the server stops.</param>
    /// <param name="cancellationToken">Gives up starting.</param>
    public static async Task<LoopbackServer> StartAsync(Func<HttpContext, CancellationToken, Task> handle, CancellationToken cancellationToken)
    {
        while (true)
        {
            var server = new LoopbackServer(handle);
            await server.application.StartAsync(cancellationToken).ConfigureAwait(false);
            server.Endpoint = new Uri(server.application.Urls.First());
            if (Used.TryAdd(server.Endpoint, 0)) return server;
            await server.DisposeAsync().ConfigureAwait(false);
        }
    }

    /// <summary>Lets go of requests still waiting, and stops.</summary>
    public async ValueTask DisposeAsync()
    {
        await stopping.CancelAsync().ConfigureAwait(false);
        await application.StopAsync(stopping.Token).ConfigureAwait(false);
        await application.DisposeAsync().ConfigureAwait(false);
        stopping.Dispose();
    }

    private async Task HandleAsync(HttpContext context, Func<HttpContext, CancellationToken, Task> handle)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, stopping.Token);
        try
        {
            await handle(context, either.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            context.Abort();
        }
    }
}
