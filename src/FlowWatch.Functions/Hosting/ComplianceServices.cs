using FlowWatch.Core.Compliance;
using FlowWatch.Core.Compliance.Reports.Chain;
using FlowWatch.Core.State;
using FlowWatch.Core.Targets;
using Microsoft.Extensions.DependencyInjection;

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
        services.AddSingleton(provider => new ComplianceRunnerOptions { FlowWatchVersion = provider.GetRequiredService<HostIdentity>().Version });
        services.AddSingleton<ComplianceRunner>();
        return services;
    }
}
