using FlowWatch.Core.Compliance.Reports;
using FlowWatch.Core.Compliance.Reports.Chain;
using FlowWatch.Functions.Http.Api;

namespace FlowWatch.Functions.Http;

/// <summary>The parameters that operations on compliance reports have, and how a report is answered.</summary>
internal static class ReportParameter
{
    /// <summary>The id of a report.</summary>
    public static TypedApiParameter<string> Id { get; } = ApiParameters.Text("id", "The id of the report.", ReportName.IdForm, "the id of a report", ApiPlace.Path, isRequired: true);

    /// <summary>The format.</summary>
    public static TypedApiParameter<string> Format { get; } = ApiParameters.Choice("format", "What to answer: json is the stored file itself, byte for byte; html a page; csv a row per result; ocsf an event per result. Default: json.", ComplianceReportWriters.Formats);

    /// <summary>What is answered when all is well.</summary>
    public static ApiResponse Response { get; } = new(200, "The report. With format=html it is text/html, with format=csv text/csv.", typeof(System.Text.Json.Nodes.JsonObject));

    /// <summary>The report of an id, in the format that was asked for.</summary>
    public static async Task<ApiAnswer> AnswerAsync(ApiCall call, ReportChain chain, string? id, CancellationToken cancellationToken)
    {
        try
        {
            if (id is null || await ComplianceReportView.ReadAsync(chain, id, cancellationToken).ConfigureAwait(false) is not { } view) return ApiAnswer.Problem(ApiProblemType.NotFound, "There is no such report. GET compliance lists those that are stored; POST compliance/runs makes one.");
            var writer = ComplianceReportWriters.Find(call.Arguments.Or(Format, "json"))!;
            using var content = new MemoryStream();
            await writer.WriteAsync(view, content, cancellationToken).ConfigureAwait(false);
            return ApiAnswer.Content(content.ToArray(), writer.ContentType, writer.Format == "html" ? ComplianceReportWriters.PagePolicy : null);
        }
        catch (ReportStoreException error)
        {
            return Unavailable(error);
        }
    }

    /// <summary>The place of the reports cannot be used.</summary>
    public static ApiAnswer Unavailable(ReportStoreException error) => ApiAnswer.Problem(ApiProblemType.StateUnavailable, error.Message) with { RetryAfter = TimeSpan.FromSeconds(30) };
}
