using System.Collections.Concurrent;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace FlowWatch.Aws.Tests.Clients;

/// <summary>An address that notes what comes and refuses all of it.</summary>
internal sealed class RecordingEndpoint : IAsyncDisposable
{
    private readonly WebApplication application;
    private readonly ConcurrentQueue<(string Path, string UserAgent, string Authorization)> requests = new();

    private RecordingEndpoint(int status)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        application = builder.Build();
        application.Run(context =>
        {
            requests.Enqueue((context.Request.Path, context.Request.Headers.UserAgent.ToString(), context.Request.Headers.Authorization.ToString()));
            context.Response.StatusCode = status;
            return Task.CompletedTask;
        });
    }

    public Uri Address => new(application.Urls.First());

    public IReadOnlyList<(string Path, string UserAgent, string Authorization)> Requests => [.. requests];

    public static async Task<RecordingEndpoint> StartAsync(int status = StatusCodes.Status403Forbidden)
    {
        var endpoint = new RecordingEndpoint(status);
        await endpoint.application.StartAsync();
        return endpoint;
    }

    public ValueTask DisposeAsync() => application.DisposeAsync();
}
