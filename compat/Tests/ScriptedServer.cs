using System.Collections.Concurrent;
using System.Net;
using Amazon.Runtime;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace FlowWatch.Compat.Tests;

/// <summary>Answers what a test tells it to, in that order, and remembers what it was asked.</summary>
internal sealed class ScriptedServer : IAsyncDisposable
{
    public static readonly AWSCredentials Keys = new BasicAWSCredentials("AKIAIOSFODNN7EXAMPLE", "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY");

    private readonly ConcurrentQueue<ScriptedAnswer> answers;
    private readonly WebApplication application;

    private ScriptedServer(IEnumerable<ScriptedAnswer> answers)
    {
        this.answers = new(answers);
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        application = builder.Build();
        application.Run(AnswerAsync);
    }

    public ConcurrentQueue<ScriptedRequest> Requests { get; } = [];

    public ScriptedRequest Request => Assert.Single(Requests);

    public static async Task<ScriptedServer> StartAsync(params ScriptedAnswer[] answers)
    {
        var server = new ScriptedServer(answers);
        await server.application.StartAsync();
        return server;
    }

    public T Configured<T>(T config, int retries = 0)
        where T : ClientConfig
    {
        config.ServiceURL = application.Urls.First();
        config.AuthenticationRegion = "eu-west-1";
        config.MaxErrorRetry = retries;
        return config;
    }

    public async ValueTask DisposeAsync() => await application.DisposeAsync();

    private async Task AnswerAsync(HttpContext context)
    {
        using var reader = new StreamReader(context.Request.Body);
        var headers = context.Request.Headers.ToDictionary(header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase);
        Requests.Enqueue(new ScriptedRequest(context.Request.Path, headers, await reader.ReadToEndAsync()));
        if (!answers.TryDequeue(out var answer)) throw new InvalidOperationException("The test has no further answer.");
        context.Response.StatusCode = answer.Status;
        context.Response.ContentType = answer.ContentType;
        context.Response.Headers["x-amzn-RequestId"] = "request-1";
        await context.Response.WriteAsync(answer.Body);
    }
}
