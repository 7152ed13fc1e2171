using System.Collections.Concurrent;
using System.Net;
using Amazon.Runtime;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace FlowWatch.Aws.Tests;

/// <summary>
/// A server that answers as a test tells it, for answers that AWS gives seldom or should never give; what AWS usually does is the
/// simulator's part.
/// </summary>
internal sealed class ScriptedServer : IAsyncDisposable
{
    private readonly WebApplication application;
    private readonly ConcurrentQueue<string> requests = new();

    private ScriptedServer(WebApplication application) => this.application = application;

    /// <summary>Method, path and query of each request so far.</summary>
    public IReadOnlyList<string> Requests => [.. requests];

    /// <summary>The address of the server.</summary>
    public string Address => application.Urls.First();

    public static async Task<ScriptedServer> StartAsync(Func<HttpContext, Task> answer)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrel(options => options.Listen(IPAddress.Loopback, 0));
        var server = new ScriptedServer(builder.Build());
        server.application.Run(context =>
        {
            server.requests.Enqueue($"{context.Request.Method} {context.Request.Path}{context.Request.QueryString}");
            return answer(context);
        });
        await server.application.StartAsync();
        return server;
    }

    /// <summary>A configuration that asks this server, without pauses and without repeating.</summary>
    public T Configure<T>(T config, string region = "eu-central-1", int repeats = 0)
        where T : ClientConfig
    {
        config.ServiceURL = Address;
        config.AuthenticationRegion = region;
        config.MaxErrorRetry = repeats;
        return config;
    }

    public static AWSCredentials Credentials { get; } = new BasicAWSCredentials("AKIATESTTESTTESTTEST", "secret");

    public ValueTask DisposeAsync() => application.DisposeAsync();
}
