using FlowWatch.Core.Configuration;
using FlowWatch.Core.State;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace FlowWatch.Functions.Hosting;

/// <summary>Says at start what the configuration is and what is wrong with it, and opens the state. State that can never be used keeps the host from starting.</summary>
internal sealed class StartUp(SettingsReading reading, DeferredStateStore state, HostIdentity host, ILogger<StartUp> logger) : IHostedService
{
    /// <inheritdoc/>
    /// <exception cref="StateException">The state was written by a newer FlowWatch, is damaged, or is something else.</exception>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        foreach (var problem in reading.Problems) HostLog.ConfigurationProblem(logger, problem);
        foreach (var note in reading.Notes) HostLog.ConfigurationNote(logger, note);
        if (!reading.IsUsable) return;
        HostLog.ConfigurationRead(logger, host.Version, reading.Settings.Targets.Count, reading.Targets.Count(target => target.Target is null));
        try
        {
            await state.OpenAsync(cancellationToken).ConfigureAwait(false);
            HostLog.StateOpened(logger, StateHome.Describe(reading.Settings.State));
        }
        catch (StateException error) when (error.MayPass)
        {
            HostLog.StateNotOpened(logger, error.Message);
        }
    }

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
