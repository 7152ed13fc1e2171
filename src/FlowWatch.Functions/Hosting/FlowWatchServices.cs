using FlowWatch.Aws;
using FlowWatch.Aws.Clients;
using FlowWatch.Aws.CloudWatchLogs;
using FlowWatch.Aws.CloudWatchLogs.Scheduling;
using FlowWatch.Azure.Identity;
using FlowWatch.Core.Alerts;
using FlowWatch.Core.Alerts.Outbox;
using FlowWatch.Core.Accounts;
using FlowWatch.Core.Checks;
using FlowWatch.Core.Compliance;
using FlowWatch.Core.Configuration;
using FlowWatch.Core.Dashboard;
using FlowWatch.Core.Diagnostics.Answers;
using FlowWatch.Core.Findings;
using FlowWatch.Core.Incidents;
using FlowWatch.Core.Incidents.Operations;
using FlowWatch.Core.Runs;
using FlowWatch.Core.State;
using FlowWatch.Core.Suppressions;
using FlowWatch.Core.Targets;
using FlowWatch.Core.Tuning;
using FlowWatch.Core.Windows;
using FlowWatch.Functions.Http;
using FlowWatch.Functions.Http.Api;
using FlowWatch.Local.Alerts;
using FlowWatch.Local.Folders;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;

namespace FlowWatch.Functions.Hosting;

/// <summary>Composes FlowWatch: the same for the Functions host and for any other.</summary>
public static class FlowWatchServices
{
    /// <summary>Adds everything that functions need, with the settings of a host: section <c>FlowWatch</c>, and the host's own storage for state where no other is named.</summary>
    /// <param name="services">Where to add.</param>
    /// <param name="configuration">The host's configuration.</param>
    public static IServiceCollection AddFlowWatch(this IServiceCollection services, IConfiguration configuration) =>
        services.AddFlowWatch(StateHome.WithHostStorage(FlowWatchSettingsReader.Read(HostSettings.Read(configuration)), configuration));

    /// <summary>Adds everything that functions need, with settings that were read already. What cannot be used of them is said at start and on <c>health/ready</c>.</summary>
    /// <param name="services">Where to add.</param>
    /// <param name="reading">The settings.</param>
    public static IServiceCollection AddFlowWatch(this IServiceCollection services, SettingsReading reading)
    {
        ArgumentNullException.ThrowIfNull(reading);
        var settings = reading.Settings ?? new FlowWatchSettings();
        services.AddLogging();
        services.AddMetrics();
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton(_ => HostIdentity.OfThisProcess());
        services.AddSingleton(reading);
        services.AddSingleton(settings);

        services.AddSingleton(_ => new DeferredStateStore(stopping => StateHome.OpenAsync(reading.Settings, stopping)));
        services.AddSingleton<IStateStore>(provider => provider.GetRequiredService<DeferredStateStore>());
        services.AddSingleton<RunStore>();
        services.AddSingleton<FindingStore>();
        services.AddSingleton<HeartbeatStore>();
        services.AddSingleton<SuppressionHitStore>();
        services.AddSingleton<SuppressionStore>();
        services.AddSingleton<SuppressionRegister>();
        services.AddSingleton(provider => new WindowLedger(provider.GetRequiredService<IStateStore>(), provider.GetRequiredService<TimeProvider>(), provider.GetRequiredService<HostIdentity>().Name));
        services.AddSingleton<LedgerSurvey>();
        services.AddSingleton<StateRetention>();

        services.AddSingleton(settings.Alerts);
        services.AddSingleton<IncidentStore>();
        services.AddSingleton<IncidentRecorder>();
        services.AddSingleton<IncidentSweep>();
        services.AddSingleton<SuppressedIncidents>();
        services.AddSingleton(provider => new IncidentActions(provider.GetRequiredService<IncidentStore>(), settings.Alerts, settings.Targets, provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton<CheckIncidents>();
        services.AddSingleton<IncidentActing>();
        services.AddSingleton<OperationsWatch>();
        services.AddSingleton<OutboxStore>();
        services.AddSingleton<SentAlertStore>();
        services.AddSingleton(provider => new WebhookAlertChannel(Webhook(settings.Alerts.Webhook, provider.GetRequiredService<HostIdentity>().Version), provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton<FileAlertChannel>();
        services.TryAddSingleton(_ => new ConsoleAlertChannel(Console.Out.WriteLine));
        services.AddSingleton<IAlertChannels>(provider => new AddressedAlertChannels(
            new Lazy<IAlertChannels>(() => new AwsAlertChannels(provider.GetRequiredService<AwsClients>())),
            provider.GetRequiredService<WebhookAlertChannel>(), provider.GetRequiredService<FileAlertChannel>(), provider.GetRequiredService<ConsoleAlertChannel>()));
        services.AddSingleton(provider => Outbox(settings, provider));
        services.AddSingleton<AlertMetrics>();
        services.AddSingleton<AlertWork>();

        services.AddSingleton<FolderFlowLogSource>();
        services.AddSingleton(provider => Clients(settings, provider));
        services.AddSingleton(provider => LogGroups(settings, provider));
        services.AddSingleton<IFlowLogSource>(provider => new FlowLogSources(provider.GetRequiredService<FolderFlowLogSource>(), new Lazy<IFlowLogSource>(provider.GetRequiredService<InsightsFlowLogSource>)));
        services.AddSingleton(provider => new CheckRunnerOptions { Settings = settings.Checks, FlowWatchVersion = provider.GetRequiredService<HostIdentity>().Version });
        services.AddSingleton<RunMetrics>();
        services.AddSingleton<ICheckObserver, RunLog>();
        services.AddSingleton<ICheckObserver>(provider => provider.GetRequiredService<RunMetrics>());
        services.AddSingleton<CheckRunner>();
        // Judging again is a question: it takes no turn of the checks.
        services.AddSingleton(provider => new ThresholdTuning(
            provider.GetRequiredService<FindingStore>(), provider.GetRequiredService<WindowLedger>(), provider.GetRequiredService<QuestionFlowLogs>().Source, provider.GetRequiredService<SuppressionRegister>(), provider.GetRequiredService<CheckRunnerOptions>(), provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton(provider => new Lazy<ComplianceJob>(provider.GetRequiredService<ComplianceJob>));
        services.AddSingleton<CheckRuns>();
        services.AddSingleton<HeartbeatWork>();
        services.AddCompliance(settings);

        services.AddSingleton(provider => QuestionSource(provider));
        services.AddSingleton(settings.Diagnostics);
        services.TryAddSingleton(provider => new Lazy<IAccountReaders>(() => new AwsAccountReaders(provider.GetRequiredService<AwsClients>())));
        services.AddSingleton<QuestionSources>();
        services.AddSingleton<AnswerStore>();
        services.AddSingleton<DiagnosticDesk>();
        services.AddHostedService(provider => provider.GetRequiredService<DiagnosticDesk>());
        services.AddSingleton<IncidentBoardReader>();
        services.AddSingleton<AlertFigureReader>();
        services.AddSingleton(provider => new FolderTrafficReader(reading, provider.GetRequiredService<QuestionSources>().Of, provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton<ComplianceBoardReader>();
        services.AddSingleton<DashboardReader>();
        services.AddSingleton<DashboardCache>();
        services.AddSingleton<FindingReader>();

        services.AddSingleton<ApiBoundary>();
        services.AddSingleton<PageBoundary>();
        services.AddHostedService<StartUp>();
        services.AddSingleton<BackgroundRuns>();
        services.AddHostedService(provider => provider.GetRequiredService<BackgroundRuns>());
        return services;
    }

    private static WebhookOptions Webhook(WebhookSettings settings, string version) =>
        new() { Secret = settings.Secret, AllowPrivate = settings.AllowPrivate, Timeout = settings.Timeout, UserAgent = $"FlowWatch/{version}" };

    private static OutboxDispatch Outbox(FlowWatchSettings settings, IServiceProvider provider)
    {
        var host = provider.GetRequiredService<HostIdentity>().Name;
        // Hosts differ in when they try again, each always in the same way.
        var seed = host.Aggregate(17, (sum, character) => unchecked((sum * 31) + character));
        return new OutboxDispatch(provider.GetRequiredService<IStateStore>(), provider.GetRequiredService<IAlertChannels>(), settings.Alerts, provider.GetRequiredService<TimeProvider>(), host, seed);
    }

    private static AwsClients Clients(FlowWatchSettings settings, IServiceProvider provider)
    {
        var tokens = settings.Credentials.Mode == CredentialMode.Federated ? ManagedIdentityTokenSource.For(settings.Credentials) : null;
        var options = new AwsClientOptions { UserAgent = $"FlowWatch/{provider.GetRequiredService<HostIdentity>().Version}" };
        return new AwsClients(settings, tokens, options, provider.GetRequiredService<TimeProvider>(), provider.GetRequiredService<ILoggerFactory>());
    }

    // What people ask takes turns of its own: it can neither use up those of the checks, nor their places at folders. Another source than
    // FlowWatch's own is asked as it is.
    private static QuestionFlowLogs QuestionSource(IServiceProvider provider) => provider.GetRequiredService<IFlowLogSource>() is not FlowLogSources
        ? new QuestionFlowLogs(provider.GetRequiredService<IFlowLogSource>(), null)
        : QuestionFlowLogs.BesideChecks(new Lazy<IFlowLogSource>(() => provider.GetRequiredService<InsightsFlowLogSource>().WithTurn("questions")));

    private static InsightsFlowLogSource LogGroups(FlowWatchSettings settings, IServiceProvider provider)
    {
        var (clients, time) = (provider.GetRequiredService<AwsClients>(), provider.GetRequiredService<TimeProvider>());
        var scheduler = new InsightsQueryScheduler(clients, settings.Insights, time, provider.GetRequiredService<ILogger<InsightsQueryScheduler>>());
        return new InsightsFlowLogSource(new FlowLogFormatSource(new AwsAccountReaders(clients).Network, time), scheduler, settings.Insights);
    }
}
