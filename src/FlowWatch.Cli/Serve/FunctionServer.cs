using System.Net;
using FlowWatch.Core.Checks;
using FlowWatch.Core.Configuration;
using FlowWatch.Functions.Hosting;
using FlowWatch.Functions.Http.Api;
using FlowWatch.Local.Alerts;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace FlowWatch.Cli.Serve;

/// <summary>Runs the functions of FlowWatch.Functions without Azure: the same classes, schedules, routes and keys, on this machine only.</summary>
internal sealed class FunctionServer : IAsyncDisposable
{
    private const string Prefix = "/api/";
    private const string AdminPrefix = "/admin/functions/";
    private const int LargestBody = 64 << 10;

    private readonly WebApplication application;
    private readonly FunctionInventory functions;

    private FunctionServer(WebApplication application, FunctionInventory functions, FunctionKey key, RunPrinter printer)
    {
        this.application = application;
        this.functions = functions;
        Key = key;
        Printer = printer;
    }

    /// <summary>The key of this start.</summary>
    public FunctionKey Key { get; }

    /// <summary>What it listens at: <c>http://127.0.0.1:7071</c>. Known once it is started.</summary>
    public Uri Address => new(Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single());

    /// <summary>The functions it serves.</summary>
    public FunctionInventory Functions => functions;

    /// <summary>What the functions are made with.</summary>
    public IServiceProvider Services => application.Services;

    /// <summary>Counts and prints runs.</summary>
    public RunPrinter Printer { get; }

    /// <summary>Makes a host; it does nothing until it is started.</summary>
    /// <param name="reading">The settings.</param>
    /// <param name="options">How to serve.</param>
    /// <param name="output">Where it says what it does.</param>
    /// <param name="time">Tells the time.</param>
    /// <param name="configure">Adds services of its own; null adds none.</param>
    public static FunctionServer Create(SettingsReading reading, ServeOptions options, ServeOutput output, TimeProvider time, Action<IServiceCollection>? configure = null)
    {
        var functions = FunctionInventory.Of(typeof(FlowWatchServices).Assembly);
        var printer = new RunPrinter(output);
        var key = FunctionKey.New();

        // Empty: neither appsettings.json nor ASPNETCORE_URLS of the folder it is started in may change what it does.
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(server =>
        {
            server.AddServerHeader = false;
            server.Limits.MaxRequestBodySize = LargestBody;
            server.Listen(IPAddress.Loopback, options.Port);
        });
        builder.Services.AddRoutingCore();
        builder.Services.AddSingleton(time);
        builder.Services.AddSingleton(output);
        builder.Services.AddSingleton(options);
        builder.Services.AddSingleton(functions);
        builder.Services.AddSingleton<ICheckObserver>(printer);
        builder.Services.AddSingleton(new ConsoleAlertChannel(output.TellText));
        builder.Services.AddFlowWatch(reading);
        builder.Logging.AddProvider(new ServeLoggerProvider(output));
        configure?.Invoke(builder.Services);
        builder.Services.AddHostedService<TimerLoop>();

        var server = new FunctionServer(builder.Build(), functions, key, printer);
        server.Map();
        return server;
    }

    /// <summary>Begins to listen and to fire timers.</summary>
    /// <exception cref="IOException">The port is in use.</exception>
    /// <exception cref="Core.State.StateException">The state can never be used.</exception>
    public Task StartAsync(CancellationToken cancellationToken) => application.StartAsync(cancellationToken);

    /// <summary>Ends: requests that are being answered are finished, runs give their leases back.</summary>
    public Task StopAsync(CancellationToken cancellationToken) => application.StopAsync(cancellationToken);

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => application.DisposeAsync();

    private void Map()
    {
        application.Use(TellOfUnknownAsync);
        application.UseRouting();
        foreach (var function in functions.Http)
        {
            application.MapMethods(Prefix + function.Route, function.Methods, context => AnswerAsync(context, function));
        }

        application.MapPost(AdminPrefix + "{name}", FireAsync);
    }

    private async Task AnswerAsync(HttpContext context, HttpFunction function)
    {
        if (function.Authorization != AuthorizationLevel.Anonymous && !Key.IsIn(context.Request))
        {
            await RefuseAsync(context).ConfigureAwait(false);
            return;
        }

        if (await FunctionCall.RunAsync(context.RequestServices, function.Code, context.Request, context.RequestAborted).ConfigureAwait(false) is IResult result) await result.ExecuteAsync(context).ConfigureAwait(false);
    }

    // As the Functions host has it: a timer is fired by hand, and the answer does not wait for it.
    private async Task FireAsync(HttpContext context)
    {
        if (!Key.IsIn(context.Request))
        {
            await RefuseAsync(context).ConfigureAwait(false);
            return;
        }

        var name = context.GetRouteValue("name") as string;
        if (functions.Timers.FirstOrDefault(function => function.Name.Equals(name, StringComparison.OrdinalIgnoreCase)) is not { } timer)
        {
            await ApiBoundary.RefuseAsync(context, ApiAnswer.Problem(ApiProblemType.NotFound, $"There is no timer of that name; there are {string.Join(", ", functions.Timers.Select(function => function.Name))}.")).ConfigureAwait(false);
            return;
        }

        var lifetime = context.RequestServices.GetRequiredService<IHostApplicationLifetime>();
        var logger = context.RequestServices.GetRequiredService<ILogger<FunctionServer>>();
        _ = FireAsync(timer, logger, lifetime.ApplicationStopping);
        context.Response.StatusCode = StatusCodes.Status202Accepted;
    }

    private async Task FireAsync(TimerFunction timer, ILogger logger, CancellationToken stopping)
    {
        try
        {
            await FunctionCall.RunAsync(application.Services, timer.Code, new TimerInfo(), stopping).ConfigureAwait(false);
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            ServeLog.FiredByHandFailed(logger, timer.Name, error);
        }
    }

    private static Task RefuseAsync(HttpContext context) =>
        ApiBoundary.RefuseAsync(context, ApiAnswer.Problem(ApiProblemType.Unauthorized, "Give the key that was printed at the start, in the header x-functions-key or as ?code=."));

    private static async Task TellOfUnknownAsync(HttpContext context, RequestDelegate next)
    {
        await next(context).ConfigureAwait(false);
        if (context.Response.HasStarted || context.Response.ContentLength is not null) return;
        if (context.Response.StatusCode == StatusCodes.Status404NotFound) await ApiBoundary.RefuseAsync(context, ApiAnswer.Problem(ApiProblemType.NotFound, $"There is no such route; {Prefix}openapi.json tells all.")).ConfigureAwait(false);
        else if (context.Response.StatusCode == StatusCodes.Status405MethodNotAllowed) await ApiBoundary.RefuseAsync(context, ApiAnswer.Problem(ApiProblemType.MethodNotAllowed, $"The route takes {context.Response.Headers.Allow}.")).ConfigureAwait(false);
    }
}
