using System.Globalization;
using System.Text;
using FlowWatch.Core.Reports;

namespace FlowWatch.Core.Dashboard;

/// <summary>
/// The addresses of pages. A key that came in the address of a page stands in the addresses it links to, because a browser has no other way to
/// send it; nothing is kept in the browser, so that no other site can make it send the key.
/// </summary>
/// <param name="Root">The path of the dashboard: <c>/api/dashboard</c>.</param>
/// <param name="Key">The function key, where it came in the address; null where it came in a header.</param>
public sealed record DashboardLinks(string Root, string? Key)
{
    /// <summary>The parameter that holds the key.</summary>
    public const string KeyParameter = "code";

    /// <summary>The dashboard.</summary>
    /// <param name="filter">What it shows.</param>
    public string Dashboard(DashboardFilter filter) => With(Root, Parameters(filter));

    /// <summary>The page of a target.</summary>
    /// <param name="name">Its name.</param>
    public string Target(string name) => With($"{Root}/targets/{Uri.EscapeDataString(name)}");

    /// <summary>The page of an address.</summary>
    /// <param name="address">The address.</param>
    public string Address(string address) => With($"{Root}/address", ("address", address));

    /// <summary>The page of an incident.</summary>
    /// <param name="id">Its id.</param>
    public string Incident(string id) => With($"{Root}/incidents/{Uri.EscapeDataString(id)}");

    /// <summary>Where the form goes that does something with an incident.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="action">What is done, as a word: <c>acknowledge</c>.</param>
    public string Act(string id, string action) => With($"{Root}/incidents/{Uri.EscapeDataString(id)}/{Uri.EscapeDataString(action)}");

    /// <summary>The answer to a question about a target, as a page.</summary>
    /// <param name="question">Id of the question.</param>
    /// <param name="target">The target.</param>
    /// <param name="address">The address it is about; null where it is about all.</param>
    public string Question(string question, string target, string? address)
    {
        List<(string, string)> given = [("target", target)];
        if (address is not null) given.Add(("address", address));
        given.Add(("format", "html"));
        return With($"{Root[..Math.Max(0, Root.LastIndexOf('/'))]}/diagnostics/{Uri.EscapeDataString(question)}", given);
    }

    /// <summary>What <see cref="Dashboard"/> takes, as names and values; what is usual is left out.</summary>
    /// <param name="filter">What is shown.</param>
    public static (string Name, string Value)[] Parameters(DashboardFilter filter)
    {
        ArgumentNullException.ThrowIfNull(filter);
        var given = new List<(string, string)>();
        if (filter.Target is { } target) given.Add(("target", target));
        if (filter.LeastSeverity is { } severity) given.Add(("severity", ReportWords.Of(severity)));
        if (filter.Status != DashboardWords.Statuses[0]) given.Add(("status", filter.Status));
        if (filter.Range is { } range) given.Add(("range", range));
        if (filter.Refresh != DashboardFilter.UsualRefresh) given.Add(("refresh", DashboardWords.Of(filter.Refresh)));
        return [.. given];
    }

    private string With(string path, params IReadOnlyList<(string Name, string Value)> parameters)
    {
        var all = Key is null ? parameters : [.. parameters, (KeyParameter, Key)];
        return all.Count == 0 ? path : new StringBuilder(path).Append('?')
            .AppendJoin('&', all.Select(one => string.Create(CultureInfo.InvariantCulture, $"{Uri.EscapeDataString(one.Name)}={Uri.EscapeDataString(one.Value)}"))).ToString();
    }
}
