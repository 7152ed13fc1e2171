using FlowWatch.Core.Configuration;
using FlowWatch.Core.State;
using FlowWatch.Core.Targets;
using FlowWatch.Functions.Hosting;
using FlowWatch.Local.Files;
using Microsoft.Extensions.DependencyInjection;

namespace FlowWatch.Cli.Input;

/// <summary>The state of a command that works on what <c>flowwatch serve</c> or the function app remembers: that of <c>--state</c>, else of the settings, else a file in the user's data folder.</summary>
internal static class StateInput
{
    /// <summary>The settings with a place for the state.</summary>
    /// <param name="settings">The settings.</param>
    /// <param name="file">The value of <c>--state</c>.</param>
    /// <exception cref="BadInputException">There is no place for it.</exception>
    public static FlowWatchSettings WithState(FlowWatchSettings settings, string? file) =>
        file is not null ? settings with { State = new StateSettings { File = file } }
        : settings.State is { File: null, Storage: null } ? settings with { State = new StateSettings { File = UsualFile() } }
        : settings;

    /// <summary>The settings with the state that is there already; null where there is none. Nothing is made.</summary>
    /// <param name="settings">The settings.</param>
    /// <param name="file">The value of <c>--state</c>.</param>
    /// <exception cref="BadInputException">The file of <c>--state</c> is not there.</exception>
    public static FlowWatchSettings? WithExistingState(FlowWatchSettings settings, string? file)
    {
        if (file is not null && !File.Exists(file)) throw new BadInputException($"--state: there is no file {file}.");
        if (file is not null || settings.State.Storage is not null || File.Exists(settings.State.File)) return WithState(settings, file);
        var usual = Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData), "FlowWatch", "state.db");
        return settings.State.File is null && File.Exists(usual) ? settings with { State = new StateSettings { File = usual } } : null;
    }

    /// <summary>What the functions are made with, over that state. Dispose of it to close the state.</summary>
    /// <param name="reading">The configuration, with its settings.</param>
    /// <param name="terminal">Tells the time.</param>
    /// <param name="more">What the command has in place of the functions' own; null: nothing.</param>
    public static ServiceProvider Services(SettingsReading reading, Terminal terminal, Action<IServiceCollection>? more = null)
    {
        var services = new ServiceCollection().AddSingleton(terminal.Time).AddFlowWatch(reading);
        more?.Invoke(services);
        return services.BuildServiceProvider();
    }

    /// <summary>Works with what the functions are made with, over that state, and closes it.</summary>
    /// <param name="reading">The configuration, with its settings.</param>
    /// <param name="terminal">Tells the time.</param>
    /// <param name="work">The work; it gives the exit code.</param>
    /// <exception cref="BadInputException">The state cannot be used.</exception>
    public static async Task<int> RunAsync(SettingsReading reading, Terminal terminal, Func<ServiceProvider, Task<int>> work)
    {
        var services = Services(reading, terminal);
        await using (services.ConfigureAwait(false))
        {
            try
            {
                return await work(services).ConfigureAwait(false);
            }
            catch (StateException error)
            {
                throw new BadInputException($"the state cannot be used: {error.Message}");
            }
        }
    }

    private static string UsualFile()
    {
        var data = Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify);
        if (data.Length == 0) throw new BadInputException("there is no data folder of this user for the state; name a file with --state.");
        try
        {
            return Path.Combine(PrivateFolder.Create(Path.Combine(data, "FlowWatch")), "state.db");
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new BadInputException($"the usual place of the state, {Path.Combine(data, "FlowWatch")}, cannot be made: {error.Message.TrimEnd('.')}. Name a file with --state.");
        }
    }
}
