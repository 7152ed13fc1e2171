using System.CommandLine;
using System.Net.Sockets;
using FlowWatch.Cli.Input;
using FlowWatch.Cli.Serve;
using FlowWatch.Core.Accounts;
using FlowWatch.Core.Configuration;
using FlowWatch.Core.Findings;
using FlowWatch.Core.State;
using FlowWatch.Local.Accounts;
using FlowWatch.Local.Alerts;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace FlowWatch.Cli.Commands;

/// <summary><c>flowwatch serve</c>: the timers and HTTP functions of the Azure Functions app, on this machine and without Azure.</summary>
internal sealed class ServeCommand
{
    private readonly Option<bool> demo = new("--demo") { Description = "Needs nothing: watches made-up traffic that is written as if it happened now." };
    private readonly Option<string?> config = new("--config", "-c") { Description = "The settings file. Default: that of the variable FLOWWATCH_CONFIG, else flowwatch.json in this folder, else none.", HelpName = "FILE" };
    private readonly Option<string?> state = new("--state") { Description = "The SQLite file that remembers what was judged and found. Default: that of the settings, else FlowWatch/state.db in your data folder.", HelpName = "FILE" };
    private readonly Option<int> port = new("--port") { Description = "Port of 127.0.0.1; 0 takes any that is free.", HelpName = "PORT", DefaultValueFactory = _ => new ServeOptions().Port };
    private readonly Terminal terminal;

    private ServeCommand(Terminal terminal)
    {
        this.terminal = terminal;
        port.Between(0, ushort.MaxValue);
    }

    /// <summary>The command.</summary>
    public static Command Create(Terminal terminal)
    {
        var serve = new ServeCommand(terminal);
        var command = new Command("serve", "Run the checks on their timers and answer over HTTP, as the Azure Functions app does, on this machine.") { serve.demo, serve.config, serve.state, serve.port };
        command.SetAction(serve.RunAsync);
        return command;
    }

    private async Task<int> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        var output = new ServeOutput(terminal, arguments.GetValue(CommonOptions.Quiet), arguments.GetValue(CommonOptions.Verbose));
        if (!arguments.GetValue(demo)) return await RunAsync(Reading(arguments), new ServeOptions { Port = arguments.GetValue(port) }, output, null, cancellationToken).ConfigureAwait(false);
        if (arguments.GetValue(config) is not null) throw new BadInputException("--demo and --config contradict each other: the demo has settings of its own.");
        var folder = Directory.CreateTempSubdirectory("flowwatch-demo-").FullName;
        try
        {
            output.Say($"demo: made-up traffic goes to {folder}, which is removed at the end.");
            output.Say(DemoSettings.Explanation);
            var logs = Directory.CreateDirectory(Path.Combine(folder, "logs")).FullName;
            var reading = DemoSettings.Of(logs, arguments.GetValue(state) ?? Path.Combine(folder, "state.db"), Path.Combine(folder, "reports"));
            var options = new ServeOptions { Port = arguments.GetValue(port), Schedules = DemoSettings.Schedules };
            return await RunAsync(reading, options, output, services => services
                // The first line of each alert: each of its texts fills a screen, and the dashboard has them.
                .AddSingleton(new ConsoleAlertChannel(text => output.Say($"{output.Now}   {text.Split('\n')[0]}")))
                .AddSingleton<IAccountReaders>(provider => new MadeUpAccount(provider.GetRequiredService<TimeProvider>()))
                .AddSingleton<IHostedService>(provider => new DemoTraffic(logs, provider.GetRequiredService<TimeProvider>())), cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private SettingsReading Reading(ParseResult arguments)
    {
        var input = ConfigurationInput.Read(terminal, arguments.GetValue(config));
        var settings = input.Settings(terminal, arguments.GetValue(CommonOptions.Quiet));
        if (settings.Targets.Count == 0) terminal.Error.WriteLine("warning: no target is watched: nothing will be found. 'flowwatch serve --demo' needs none.");
        return input.Reading with { Settings = StateInput.WithState(settings, arguments.GetValue(state)) };
    }

    private async Task<int> RunAsync(SettingsReading reading, ServeOptions options, ServeOutput output, Action<IServiceCollection>? configure, CancellationToken cancellationToken)
    {
        var server = FunctionServer.Create(reading, options, output, terminal.Time, configure);
        await using (server.ConfigureAwait(false))
        {
            try
            {
                await server.StartAsync(cancellationToken).ConfigureAwait(false);
            }
            catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
            {
                output.Say("stopped before it listened.");
                return ExitCode.Clean;
            }
            catch (StateException error)
            {
                throw new BadInputException(error.Message);
            }
            catch (IOException error) when (error.GetBaseException() is SocketException { SocketErrorCode: SocketError.AddressAlreadyInUse or SocketError.AccessDenied })
            {
                throw new BadInputException($"port {options.Port} of 127.0.0.1 cannot be listened at: {error.GetBaseException().Message}. Give another with --port, or --port 0 for any that is free.");
            }

            output.Tell($"listening: {server.Address.ToString().TrimEnd('/')}/api");
            output.Tell($"key: {server.Key.Text}");
            output.Say($"dashboard: {server.Address.ToString().TrimEnd('/')}/api/dashboard?code={server.Key.Text}");
            if (reading.Settings is { State.File: { } file }) output.Say($"state: {Path.GetFullPath(file)}");
            foreach (var function in server.Functions.Timers) output.Say($"timer: {function.Name} at {options.Schedules.GetValueOrDefault(function.Name, function.Schedule)}");
            foreach (var function in server.Functions.Http.OrderBy(function => function.Route, StringComparer.Ordinal).ThenBy(function => function.Name, StringComparer.Ordinal)) output.Say($"http: {string.Join(',', function.Methods)} /api/{function.Route}{(function.Authorization == AuthorizationLevel.Anonymous ? " (no key)" : "")}");
            output.Say($"Watching {ReadableNumber.Count(reading.Settings?.Targets.Count ?? 0, "targets")}. Ctrl+C stops.");
            await WaitAsync(cancellationToken).ConfigureAwait(false);
            output.Say("stopping: what is being judged is given back.");
            await server.StopAsync(CancellationToken.None).ConfigureAwait(false);
            output.Say($"stopped after {server.Printer.Summary}.");
            return ExitCode.Clean;
        }
    }

    private static async Task WaitAsync(CancellationToken cancellationToken)
    {
        var stop = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using (cancellationToken.Register(stop.SetResult)) await stop.Task.ConfigureAwait(false);
    }
}
