using System.Globalization;
using FlowWatch.Core.Compliance.Facts;

namespace FlowWatch.Core.Compliance.SkippedRecords;

/// <summary>Of no network interface more than one record in a hundred says SKIPDATA, which is: traffic was not recorded.</summary>
public sealed class SkippedRecordsControl : Control
{
    /// <summary>The largest share of SKIPDATA records. A single one means little; a steady share means that an interface is too busy to be recorded, or that AWS has an error.</summary>
    public const double LargestShare = 0.01;

    /// <summary>The most interfaces that get a result of their own.</summary>
    public const int MaximumListed = 100;

    /// <inheritdoc/>
    public override IEnumerable<ControlResult> Judge(ComplianceFacts facts)
    {
        ArgumentNullException.ThrowIfNull(facts);
        var group = facts.Target.LogGroup;
        if (!facts.Delivery.Records.IsKnown) return [NotVerified(group, $"The records in {group}", facts.Delivery.Records.Failure)];
        var records = facts.Delivery.Records.Value;
        var all = records.Interfaces.Sum(one => one.Records);
        if (all == 0) return [NotApplicable(group, $"{group} has no record of {records.Window}: there is no share to judge.")];
        var query = new ControlEvidence("Query", records.Query, ControlSources.Insights);
        // One alone is normal, however few records there are.
        var losing = records.Interfaces.Where(one => one.SkipData > 1 && one.SkipData > one.Records * LargestShare).OrderByDescending(one => (double)one.SkipData / one.Records).ThenBy(one => one.InterfaceId, StringComparer.Ordinal).ToList();
        var skipped = records.Interfaces.Sum(one => one.SkipData);
        if (losing.Count == 0) return [Pass(group, string.Create(CultureInfo.InvariantCulture, $"{skipped:N0} of {all:N0} records of {records.Window} in {group} say SKIPDATA, of no interface more than {LargestShare:P0}."), query)];
        var results = losing.Take(MaximumListed).Select(one => Fail(
            one.InterfaceId,
            string.Create(CultureInfo.InvariantCulture, $"{one.SkipData:N0} of {one.Records:N0} records of {one.InterfaceId} ({(double)one.SkipData / one.Records:P1}) of {records.Window} say SKIPDATA: traffic was not recorded."),
            query));
        return losing.Count <= MaximumListed ? results : results.Append(Fail(group, string.Create(CultureInfo.InvariantCulture, $"{losing.Count - MaximumListed:N0} more interfaces in {group} lose more than {LargestShare:P0} of their records."), query));
    }
}
