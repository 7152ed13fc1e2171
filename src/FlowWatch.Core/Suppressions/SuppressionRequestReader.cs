using System.Globalization;
using FlowWatch.Core.Configuration;
using FlowWatch.Core.Findings;
using FlowWatch.Core.Targets;

namespace FlowWatch.Core.Suppressions;

/// <summary>Reads a suppression that somebody asks for, by the rules of the configuration.</summary>
public static class SuppressionRequestReader
{
    private const int LongestName = 100;
    private const int LongestOwner = 200;
    private const int LongestReason = 1000;

    private static readonly SettingOrigin Origin = new(SettingOriginKind.Other, "request");

    /// <summary>The suppression; null where something is wrong with it, which is told all at once.</summary>
    /// <param name="request">What is asked for.</param>
    /// <param name="targets">The targets there are.</param>
    /// <param name="now">The time; what expires before it is refused.</param>
    /// <param name="errors">What is wrong, by member of the request.</param>
    public static Suppression? Read(SuppressionRequest request, IReadOnlyList<MonitoredTarget> targets, DateTimeOffset now, out IReadOnlyDictionary<string, IReadOnlyList<string>> errors)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(targets);
        var report = new SettingReport();
        var section = new SettingSection(Node(request), "", "suppressions[]", Origin, report);
        var read = SuppressionReader.Read(section);
        var target = request.MonitoredTarget is { } wanted ? targets.FirstOrDefault(one => one.Name.Equals(wanted, StringComparison.OrdinalIgnoreCase)) : null;
        var wrong = report.Problems.Select(problem => (Member: problem.Path.Length == 0 ? "suppression" : problem.Path, problem.Message)).ToList();
        if (request.MonitoredTarget is { } name && target is null) wrong.Add(("monitoredTarget", $"there is no target {ShownValue.Quoted(name)}{Spelling.Suggestion(name, [.. targets.Select(one => one.Name)])}"));
        if (wrong.All(one => one.Member != "expires") && read.Expires <= now) wrong.Add(("expires", string.Create(CultureInfo.InvariantCulture, $"{read.Expires.UtcDateTime:yyyy-MM-dd HH:mm}Z has passed already")));
        wrong.AddRange(new[] { ("name", request.Name, LongestName), ("owner", request.Owner, LongestOwner), ("reason", request.Reason, LongestReason), ("createdBy", request.CreatedBy, LongestOwner) }
            .Where(text => text.Item2 is not null).Select(text => (text.Item1, Message: Unfit(text.Item2!, text.Item3)!)).Where(text => text.Message is not null));
        errors = wrong.GroupBy(one => one.Member, StringComparer.Ordinal).ToDictionary(group => group.Key, group => (IReadOnlyList<string>)[.. group.Select(one => one.Message)]);
        return wrong.Count > 0 ? null : read with { MonitoredTarget = target?.Name, Id = SuppressionId.OfAdded(target?.Name, read.Name) };
    }

    // They stand on one line in lists, reports and logs.
    private static string? Unfit(string text, int longest) =>
        text.Length > longest ? string.Create(CultureInfo.InvariantCulture, $"has {text.Length} characters; at most {longest} are taken")
        : text.Any(char.IsControl) ? "holds a line break or another control character; write it on one line"
        : null;

    private static SettingNode Node(SuppressionRequest request)
    {
        var node = new SettingNode("suppression", SettingNodeKind.Object, Origin);
        foreach (var (name, value) in new[] { ("name", request.Name), ("owner", request.Owner), ("reason", request.Reason), ("expires", request.Expires), ("source", request.Source), ("target", request.Target), ("detection", request.Detection) })
        {
            if (value is not null) node.Put(new SettingNode(name, SettingNodeKind.Text, Origin, value));
        }

        if (request.Port is { } port) node.Put(new SettingNode("port", SettingNodeKind.Number, Origin, port.ToString(CultureInfo.InvariantCulture)));
        return node;
    }
}
