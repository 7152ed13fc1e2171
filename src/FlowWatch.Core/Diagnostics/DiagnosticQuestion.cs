using System.Globalization;
using System.Net;
using FlowWatch.Core.FlowLogs;
using FlowWatch.Core.Queries;

namespace FlowWatch.Core.Diagnostics;

/// <summary>A question of the runbook about flow logs, as a typed query: every engine answers it, and Logs Insights shows it ready to paste.</summary>
public sealed class DiagnosticQuestion
{
    /// <summary>Rows that may be shown at the most.</summary>
    public const int MostRows = 1000;

    private readonly Func<string?, FlowQuery> query;
    private readonly string orderBy;

    internal DiagnosticQuestion(string id, string title, string answers, bool needsAddress, int top, string orderBy, Func<string?, FlowQuery> query)
    {
        Id = id;
        Title = title;
        Answers = answers;
        NeedsAddress = needsAddress;
        Top = top;
        this.orderBy = orderBy;
        this.query = query;
    }

    /// <summary>Stable id, short kebab words: <c>top-sources</c>.</summary>
    public string Id { get; }

    /// <summary>A few words: <c>Top traffic sources</c>.</summary>
    public string Title { get; }

    /// <summary>What its rows tell, in one sentence.</summary>
    public string Answers { get; }

    /// <summary>Whether it is about one address, which must be given.</summary>
    public bool NeedsAddress { get; }

    /// <summary>How many rows it shows unless told otherwise.</summary>
    public int Top { get; }

    /// <summary>What is wrong with some parameters, or null when nothing is.</summary>
    public string? Wrong(DiagnosticParameters parameters)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        if (parameters.Top is { } top && top is < 1 or > MostRows) return string.Create(CultureInfo.InvariantCulture, $"top must be from 1 to {MostRows}, not {top}");
        if (parameters.Address is null) return NeedsAddress ? $"the question {Id} is about one address: give it" : null;
        if (!NeedsAddress) return $"the question {Id} is about all addresses: give none";
        return FlowLogAddress.IsAddress(parameters.Address) ? null : "address must be an IPv4 or IPv6 address";
    }

    /// <summary>The query.</summary>
    /// <exception cref="ArgumentException">The parameters are wrong; the message is that of <see cref="Wrong"/>.</exception>
    public FlowQuery Ask(DiagnosticParameters parameters)
    {
        if (Wrong(parameters) is { } wrong) throw new ArgumentException(wrong, nameof(parameters));
        // As AWS writes it: short and in lower case.
        var asked = query(parameters.Address is null ? null : IPAddress.Parse(parameters.Address).ToString());
        // What is equal in what matters comes in the order of its keys, so that the answer is the same each time.
        return asked.Keys.Aggregate(asked.OrderByDescending(orderBy), (so, key) => so.OrderBy(key.Name)).Take(parameters.Top ?? Top);
    }
}
