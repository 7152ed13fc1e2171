using FlowWatch.Core.Alerts;
using FlowWatch.Core.Alerts.Outbox;
using FlowWatch.Core.Checks;
using FlowWatch.Core.Compliance;
using FlowWatch.Core.Compliance.Archive;
using FlowWatch.Core.Compliance.Reports.Chain;
using FlowWatch.Core.Compliance.Reports.Copies;
using FlowWatch.Core.Configuration;
using FlowWatch.Core.Targets;
using FlowWatch.Functions.Hosting;
using FlowWatch.Local.Alerts;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace FlowWatch.Cli;

/// <summary>What compliance commands work with: composed as the Functions app composes it, so that the same is judged the same way. Nothing is opened or asked until it is used.</summary>
internal sealed class ComplianceHome : IAsyncDisposable
{
    private readonly ServiceProvider services;

    /// <summary>Composes it.</summary>
    /// <param name="reading">The settings, with a place for the state.</param>
    /// <param name="terminal">The clock, and where warnings go.</param>
    /// <param name="verbose">Whether to tell of retries too.</param>
    /// <param name="isFullListing">Whether every key of an archive is listed again.</param>
    /// <param name="configure">Adds services of its own; null adds none.</param>
    public ComplianceHome(SettingsReading reading, Terminal terminal, bool verbose = false, bool isFullListing = false, Action<IServiceCollection>? configure = null)
    {
        var collection = new ServiceCollection();
        collection.AddSingleton(terminal.Time);
        collection.AddSingleton(new ComplianceRunnerOptions { FlowWatchVersion = Application.Version, IsFullListing = isFullListing });
        // Standard output is for the report.
        collection.AddSingleton(new ConsoleAlertChannel(terminal.Error.WriteLine));
        collection.AddFlowWatch(reading);
        // Whoever sits here is told what became of what.
        var channels = collection.Last(service => service.ServiceType == typeof(IAlertChannels)).ImplementationFactory!;
        collection.AddSingleton(provider => new NotedAlertChannels((IAlertChannels)channels(provider)));
        collection.AddSingleton<IAlertChannels>(provider => provider.GetRequiredService<NotedAlertChannels>());
        collection.AddLogging(logging => logging.SetMinimumLevel(verbose ? LogLevel.Debug : LogLevel.Warning).AddProvider(new TerminalLoggerProvider(terminal)));
        configure?.Invoke(collection);
        services = collection.BuildServiceProvider();
    }

    /// <summary>Verifies targets.</summary>
    public ComplianceRunner Runner => services.GetRequiredService<ComplianceRunner>();

    /// <summary>Verifies targets and stores the report, as the daily timer does.</summary>
    public ComplianceJob Job => services.GetRequiredService<ComplianceJob>();

    /// <summary>Runs checks, as their timers do.</summary>
    public CheckRunner Checks => services.GetRequiredService<CheckRunner>();

    /// <summary>The stored reports, with the hashes that the state remembers of them.</summary>
    public ReportChain Chain => services.GetRequiredService<ReportChain>();

    /// <summary>The stored reports alone: a copy of them has nothing to do with the state of this machine.</summary>
    public ReportChain ChainAlone => new(services.GetRequiredService<IComplianceReportStore>(), state: null);

    /// <summary>All targets of the settings.</summary>
    public IReadOnlyList<MonitoredTarget> Targets => services.GetRequiredService<FlowWatchSettings>().Targets;

    /// <summary>The channels that alerts go through.</summary>
    public NotedAlertChannels Channels => services.GetRequiredService<NotedAlertChannels>();

    /// <summary>Makes incidents of reports.</summary>
    public ComplianceIncidents Incidents => services.GetRequiredService<ComplianceIncidents>();

    /// <summary>Copies reports into archives.</summary>
    public ReportCopying Copying => services.GetRequiredService<ReportCopying>();

    /// <summary>Sends alerts that wait.</summary>
    public OutboxDispatch Outbox => services.GetRequiredService<OutboxDispatch>();

    /// <summary>The gaps of archives, and what people said about them.</summary>
    public ArchiveGapRegister Gaps => services.GetRequiredService<ArchiveGapRegister>();

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => services.DisposeAsync();
}
