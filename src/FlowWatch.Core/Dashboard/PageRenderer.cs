using FlowWatch.Core.Dashboard.Pages;
using FlowWatch.Core.Incidents;
using FlowWatch.Core.Reports.Html;

namespace FlowWatch.Core.Dashboard;

/// <summary>Writes pages of the dashboard: no script, nothing loaded from anywhere, every value encoded by the component renderer.</summary>
public static class PageRenderer
{
    /// <summary>The policy that pages must be sent with: their one style element, forms to where they come from, nothing else.</summary>
    public static string ContentSecurityPolicy => PageStyle.ContentSecurityPolicy;

    /// <summary>The dashboard.</summary>
    /// <param name="model">What it shows.</param>
    /// <param name="links">Where its links go.</param>
    public static Task<string> DashboardAsync(DashboardModel model, DashboardLinks links) =>
        HtmlPage.RenderAsync<DashboardPage>(new() { [nameof(DashboardPage.Model)] = model, [nameof(DashboardPage.Links)] = links });

    /// <summary>The page of a target.</summary>
    /// <param name="model">What is known of the target; it is the only one of the model.</param>
    /// <param name="findings">Its latest findings, the newest first.</param>
    /// <param name="links">Where its links go.</param>
    public static Task<string> TargetAsync(DashboardModel model, IReadOnlyList<Findings.Finding> findings, DashboardLinks links) =>
        HtmlPage.RenderAsync<TargetPage>(new() { [nameof(TargetPage.Model)] = model, [nameof(TargetPage.Findings)] = findings, [nameof(TargetPage.Links)] = links });

    /// <summary>The page of an incident.</summary>
    /// <param name="incident">The incident.</param>
    /// <param name="now">Now.</param>
    /// <param name="links">Where its links go.</param>
    public static Task<string> IncidentAsync(Incident incident, DateTimeOffset now, DashboardLinks links) =>
        HtmlPage.RenderAsync<IncidentPage>(new() { [nameof(IncidentPage.Incident)] = incident, [nameof(IncidentPage.Now)] = now, [nameof(IncidentPage.Links)] = links });

    /// <summary>The page of an address.</summary>
    /// <param name="about">What is known of it.</param>
    /// <param name="links">Where its links go.</param>
    public static Task<string> AddressAsync(AddressModel about, DashboardLinks links) =>
        HtmlPage.RenderAsync<AddressPage>(new() { [nameof(AddressPage.About)] = about, [nameof(AddressPage.Links)] = links });

    /// <summary>A page that tells what is wrong.</summary>
    /// <param name="title">What is wrong.</param>
    /// <param name="detail">What happened and what to do.</param>
    /// <param name="traceId">The trace id, under which the log has more; null where there is none.</param>
    /// <param name="links">Where its links go.</param>
    public static Task<string> ProblemAsync(string title, string detail, string? traceId, DashboardLinks links) =>
        HtmlPage.RenderAsync<ProblemPage>(new() { [nameof(ProblemPage.Title)] = title, [nameof(ProblemPage.Detail)] = detail, [nameof(ProblemPage.TraceId)] = traceId, [nameof(ProblemPage.Links)] = links });
}
