using FlowWatch.Azure.Reports;
using FlowWatch.Core.Compliance.Reports.Chain;
using FlowWatch.Core.Targets;
using FlowWatch.Local.Reports;

namespace FlowWatch.Functions.Hosting;

/// <summary>Where the compliance reports of a deployment are.</summary>
internal static class ReportHome
{
    private const string DevelopmentStorage = "UseDevelopmentStorage=true";

    /// <summary>The place that the settings name, else the one beside the state; where there is none, a store whose every use says so.</summary>
    public static IComplianceReportStore Open(FlowWatchSettings settings)
    {
        var place = settings.Reports.Beside(settings.State);
        if (place.Folder is { } folder) return new FolderReportStore(folder);
        if (place.Storage is DevelopmentStorage) return BlobReportStore.Of(DevelopmentStorage, place.Container);
        if (place.Storage is { } storage) return BlobReportStore.Of(new Uri(storage), settings.Credentials.ManagedIdentityClientId, place.Container);
        return new MissingReportStore();
    }
}
