using System.Globalization;
using FlowWatch.Core.Targets;

namespace FlowWatch.Core.Accounts;

/// <summary>A place of an archive below which the folders are days, so that keys are in the order of their time and a part of it can be listed.</summary>
/// <param name="Prefix">What its keys begin with; ends with a slash unless it is empty.</param>
/// <param name="IsHive">Whether folders are named <c>year=2026/month=01/…</c>.</param>
public sealed record ArchiveRoot(string Prefix, bool IsHive)
{
    /// <summary>
    /// The places of a target's archive, with the folders that AWS makes. Flow logs that are gone, and streams, may have used either layout: a
    /// listing of what is not there is one request. An export task's have no days.
    /// </summary>
    /// <param name="target">Whose flow logs they are.</param>
    /// <param name="location">Where they are kept.</param>
    public static IReadOnlyList<ArchiveRoot> Of(MonitoredTarget target, ArchiveLocation location)
    {
        ArgumentNullException.ThrowIfNull(target);
        ArgumentNullException.ThrowIfNull(location);
        var before = location.Prefix.Length == 0 || location.Prefix.EndsWith('/') ? location.Prefix : location.Prefix + "/";
        return location.Feed == ArchiveFeed.FlowLog
            ? [new($"{before}AWSLogs/{target.Account}/vpcflowlogs/{target.Region}/", false), new($"{before}AWSLogs/aws-account-id={target.Account}/aws-service=vpcflowlogs/aws-region={target.Region}/", true)]
            : [new(before, false), new(before, true)];
    }

    /// <summary>The folder of a day: a key of that day begins with it, and one of an earlier day stands before it.</summary>
    /// <param name="day">An instant of the day, UTC.</param>
    public string Day(DateTimeOffset day) => Prefix + day.UtcDateTime.ToString(IsHive ? "'year='yyyy'/month='MM'/day='dd'/'" : "yyyy'/'MM'/'dd'/'", CultureInfo.InvariantCulture);
}
