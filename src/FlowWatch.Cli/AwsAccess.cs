using FlowWatch.Aws;
using FlowWatch.Aws.Clients;
using FlowWatch.Aws.CloudWatchLogs;
using FlowWatch.Aws.CloudWatchLogs.Scheduling;
using FlowWatch.Azure.Identity;
using FlowWatch.Core.Alerts;
using FlowWatch.Core.Checks;
using FlowWatch.Core.Targets;
using FlowWatch.Functions.Hosting;
using FlowWatch.Local.Alerts;
using FlowWatch.Local.Folders;
using Microsoft.Extensions.Logging;

namespace FlowWatch.Cli;

/// <summary>What a command needs to ask AWS about the targets of a configuration: one for a command; nothing is asked until it is used.</summary>
internal sealed class AwsAccess : IDisposable
{
    private readonly FolderFlowLogSource folders = new();
    private readonly ILoggerFactory loggers;
    private readonly WebhookAlertChannel webhook;

    /// <summary>Access with the credentials that the settings name.</summary>
    /// <param name="settings">The settings.</param>
    /// <param name="terminal">The clock, and where warnings go.</param>
    /// <param name="verbose">Whether to tell of retries too.</param>
    public AwsAccess(FlowWatchSettings settings, Terminal terminal, bool verbose)
    {
        loggers = LoggerFactory.Create(logging => logging.SetMinimumLevel(verbose ? LogLevel.Debug : LogLevel.Warning).AddProvider(new TerminalLoggerProvider(terminal)));
        var tokens = settings.Credentials.Mode == CredentialMode.Federated ? ManagedIdentityTokenSource.For(settings.Credentials) : null;
        Clients = new AwsClients(settings, tokens, new AwsClientOptions { UserAgent = $"FlowWatch/{Application.Version}" }, terminal.Time, loggers);
        Readers = new AwsAccountReaders(Clients);
        var webhooks = settings.Alerts.Webhook;
        webhook = new WebhookAlertChannel(new WebhookOptions { Secret = webhooks.Secret, AllowPrivate = webhooks.AllowPrivate, Timeout = webhooks.Timeout, UserAgent = $"FlowWatch/{Application.Version}" }, terminal.Time);
        // Standard output is for data.
        Alerts = new AddressedAlertChannels(new Lazy<IAlertChannels>(() => new AwsAlertChannels(Clients)), webhook, new FileAlertChannel(terminal.Time), new ConsoleAlertChannel(terminal.Error.WriteLine));
        var scheduler = new InsightsQueryScheduler(Clients, settings.Insights, terminal.Time, loggers.CreateLogger<InsightsQueryScheduler>());
        FlowLogs = new InsightsFlowLogSource(new FlowLogFormatSource(Readers.Network, terminal.Time), scheduler, settings.Insights);
    }

    /// <summary>The clients of AWS services.</summary>
    public AwsClients Clients { get; }

    /// <summary>What reads accounts.</summary>
    public AwsAccountReaders Readers { get; }

    /// <summary>What alerts people.</summary>
    public IAlertChannels Alerts { get; }

    /// <summary>The flow logs of targets.</summary>
    public InsightsFlowLogSource FlowLogs { get; }

    /// <summary>The flow logs of a target where they are: in a folder of this machine or in AWS.</summary>
    public IFlowLogSource FlowLogsOf(MonitoredTarget target) => target.Folder is null ? FlowLogs : folders;

    /// <inheritdoc/>
    public void Dispose()
    {
        folders.Dispose();
        webhook.Dispose();
        Clients.Dispose();
        loggers.Dispose();
    }
}
