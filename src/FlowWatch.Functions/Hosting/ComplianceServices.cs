using FlowWatch.Aws;
using FlowWatch.Aws.Clients;
using FlowWatch.Aws.S3;
using FlowWatch.Core.Accounts;
using FlowWatch.Core.Alerts;
using FlowWatch.Core.Compliance;
using FlowWatch.Core.Compliance.Archive;
using FlowWatch.Core.Compliance.Facts;
using FlowWatch.Core.Compliance.Reports.Chain;
using FlowWatch.Core.Compliance.Reports.Copies;
using FlowWatch.Core.State;
using FlowWatch.Core.Targets;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace FlowWatch.Functions.Hosting;

/// <summary>Composes compliance verification.</summary>
internal static class ComplianceServices
{
    /// <summary>Adds what verifies targets and keeps the reports.</summary>
    public static IServiceCollection AddCompliance(this IServiceCollection services, FlowWatchSettings settings)
    {
        services.AddSingleton(ControlCatalog.Default);
        services.AddSingleton<IComplianceReportStore>(_ => ReportHome.Open(settings));
        services.AddSingleton(provider => new ReportChain(provider.GetRequiredService<IComplianceReportStore>(), provider.GetRequiredService<IStateStore>()));
        services.TryAddSingleton(provider => new ComplianceRunnerOptions { FlowWatchVersion = provider.GetRequiredService<HostIdentity>().Version });
        services.TryAddSingleton<IAccountReaders>(provider => new AwsAccountReaders(provider.GetRequiredService<AwsClients>()));
        services.TryAddSingleton<AlertTestStore>();
        services.AddSingleton<ArchiveAcknowledgements>();
        services.AddSingleton<ArchiveGapRegister>();
        services.AddSingleton<IArchiveInventorySource, ArchiveLedger>();
        services.AddSingleton<RecordFactsReader>();
        services.AddSingleton<OperationFactsReader>();
        services.AddSingleton(provider => new ComplianceFactsReader(
            provider.GetRequiredService<IAccountReaders>(), provider.GetRequiredService<RecordFactsReader>(), provider.GetRequiredService<OperationFactsReader>(), provider.GetRequiredService<IArchiveInventorySource>(), provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton<ComplianceJudge>();
        services.AddSingleton<ITargetVerifier>(provider => new TargetVerifier(
            provider.GetRequiredService<ComplianceFactsReader>(), provider.GetRequiredService<ComplianceJudge>(), settings.Compliance, provider.GetRequiredService<ComplianceRunnerOptions>().IsFullListing));
        services.AddSingleton<ComplianceRunner>();
        services.AddSingleton<ComplianceIncidents>();
        services.TryAddSingleton<IReportArchive>(provider => new S3ReportArchive(provider.GetRequiredService<AwsClients>()));
        services.AddSingleton<ReportCopying>();
        services.AddSingleton<ComplianceJob>();
        return services;
    }
}
