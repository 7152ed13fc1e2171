using FlowWatch.Azure.State;
using FlowWatch.Core.Configuration;
using FlowWatch.Core.State;
using FlowWatch.Core.Targets;
using FlowWatch.Local.State;
using Microsoft.Extensions.Configuration;

namespace FlowWatch.Functions.Hosting;

/// <summary>Where the state of a deployment is, and how it is opened.</summary>
internal static class StateHome
{
    private const string HostStorage = "AzureWebJobsStorage";
    private const string DevelopmentStorage = "UseDevelopmentStorage=true";

    /// <summary>Where no place is given: the table service of the storage account that the Functions host itself uses.</summary>
    /// <param name="reading">The settings.</param>
    /// <param name="configuration">The host's configuration.</param>
    /// <returns>The settings with a place; not usable where there is none.</returns>
    public static SettingsReading WithHostStorage(SettingsReading reading, IConfiguration configuration)
    {
        if (reading.Settings is not { State: { File: null, Storage: null } } settings) return reading;
        var given = configuration.GetSection(HostStorage);
        var storage = given["tableServiceUri"] is { Length: > 0 } service ? service
            : given["accountName"] is { Length: > 0 } account ? $"https://{account}.table.core.windows.net"
            : DevelopmentStorage.Equals(given.Value?.Trim().TrimEnd(';'), StringComparison.OrdinalIgnoreCase) ? DevelopmentStorage
            : null;
        if (storage is not null) return reading with { Settings = settings with { State = settings.State with { Storage = storage } } };
        var problem = new ConfigurationProblem("state", SettingOrigin.Default, $"missing; give state.storage (the table service of a storage account) or state.file, or let {HostStorage}__accountName name the account that the host uses");
        return reading with { Settings = null, Problems = [.. reading.Problems, problem] };
    }

    /// <summary>The place in words.</summary>
    public static string Describe(StateSettings state) => state switch
    {
        { File: { } file } => $"file {Path.GetFullPath(file)}",
        { Storage: { } storage } => $"table {state.Table} of {storage}",
        _ => "nowhere",
    };

    /// <summary>Opens the state.</summary>
    /// <param name="settings">All settings; null where they cannot be used.</param>
    /// <param name="cancellationToken">Stops opening.</param>
    /// <exception cref="StateException">It cannot be opened.</exception>
    public static async Task<IStateStore> OpenAsync(FlowWatchSettings? settings, CancellationToken cancellationToken)
    {
        var state = settings?.State;
        if (state?.File is { } file) return SqliteStateStore.Open(file);
        if (state?.Storage is DevelopmentStorage) return await TableStateStore.OpenAsync(DevelopmentStorage, state.Table, cancellationToken).ConfigureAwait(false);
        if (state?.Storage is { } storage) return await TableStateStore.OpenAsync(new Uri(storage), settings!.Credentials.ManagedIdentityClientId, state.Table, cancellationToken).ConfigureAwait(false);
        throw new StateException("No state is opened, because the configuration cannot be used or names no place for it.");
    }
}
