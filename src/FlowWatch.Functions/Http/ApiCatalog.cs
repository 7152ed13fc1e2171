using FlowWatch.Functions.Http.Api;

namespace FlowWatch.Functions.Http;

/// <summary>All operations of the HTTP interface. A new one is a class like the others and a line here.</summary>
public static class ApiCatalog
{
    /// <summary>The operations, in the order people read them.</summary>
    public static IReadOnlyList<ApiOperation> All { get; } =
    [
        GetLiveness.Operation,
        GetReadiness.Operation,
        ListTargets.Operation,
        StartRun.Operation,
        ListRuns.Operation,
        GetRun.Operation,
        ListWindows.Operation,
        ListFindings.Operation,
        ListIncidents.Operation,
        GetIncident.Operation,
        AcknowledgeIncident.Operation,
        ResolveIncident.Operation,
        ReopenIncident.Operation,
        ListAlerts.Operation,
        GetAlertSummary.Operation,
        StartComplianceRun.Operation,
        ListComplianceReports.Operation,
        GetLatestComplianceReport.Operation,
        GetComplianceReport.Operation,
        ListArchiveGaps.Operation,
        AcknowledgeArchiveGaps.Operation,
        GetTuning.Operation,
        ListDiagnostics.Operation,
        AskDiagnostic.Operation,
        GetAnswer.Operation,
        ListSuppressions.Operation,
        GetSuppression.Operation,
        AddSuppression.Operation,
        RemoveSuppression.Operation,
        GetDashboard.Operation,
        GetTargetPage.Operation,
        GetIncidentPage.Operation,
        ActOnIncidentPage.Operation,
        GetAddressPage.Operation,
        GetOpenApi.Operation,
    ];
}
