using System.Globalization;
using FlowWatch.Core.Checks;
using FlowWatch.Core.Findings;
using FlowWatch.Core.Queries;

namespace FlowWatch.Core.Tuning;

/// <summary>What judging flow logs again has told so far. Stretches may come in any order, and several at once.</summary>
internal sealed class TuningReplay
{
    private readonly Lock gate = new();
    private readonly Dictionary<string, string> was = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> after = new(StringComparer.Ordinal);
    private string? firstFailure;
    private string? firstGap;
    private int failed;
    private int partial;
    private bool isTooDear;
    private bool isTooLate;

    /// <summary>Windows that were judged again.</summary>
    public int Rescanned { get; private set; }

    /// <summary>What it took so far; null where no service that charges was asked.</summary>
    public CloudQueryUsage? Usage { get; private set; }

    /// <summary>Incidents that were found in those windows at the time.</summary>
    public int Incidents => was.Count;

    /// <summary>Sources of incidents that would not have been, and of those that would have been besides.</summary>
    public (IReadOnlyList<string> Gone, IReadOnlyList<string> Come) Changes => (Sources(was, after), Sources(after, was));

    /// <summary>Whether another stretch may be begun.</summary>
    public bool MayBegin(TuningLimits limits, DateTimeOffset now)
    {
        lock (gate)
        {
            isTooDear |= Usage?.EstimatedCost >= limits.MostCost;
            isTooLate |= now >= limits.Until;
            return !isTooDear && !isTooLate;
        }
    }

    /// <summary>Takes a stretch.</summary>
    /// <param name="detection">The detection whose threshold is tried.</param>
    /// <param name="window">The stretch.</param>
    /// <param name="windows">How many windows lie in it.</param>
    /// <param name="found">What was found in it at the time.</param>
    /// <param name="judgement">What is found in it now.</param>
    public void Add(string detection, TimeWindow window, int windows, IReadOnlyList<Finding> found, TargetJudgement judgement)
    {
        lock (gate)
        {
            Usage = CloudQueryUsage.Total([Usage, judgement.Report?.Input.CloudUsage]);
            if (judgement.Report is not { } report)
            {
                failed += windows;
                firstFailure ??= $"{window}: {judgement.NotVerified}";
                return;
            }

            Rescanned += windows;
            if (report.Status == ScanStatus.Partial)
            {
                partial += windows;
                firstGap ??= $"{window}: {CheckRunTotals.PartialReason(report)}";
            }

            foreach (var finding in found.Where(finding => finding.Detection == detection)) was[finding.Fingerprint] = finding.Source;
            foreach (var finding in report.Findings.Where(finding => finding.Detection == detection)) after[finding.Fingerprint] = finding.Source;
        }
    }

    /// <summary>What is not known; null where all is.</summary>
    /// <param name="windows">How many windows were asked about.</param>
    /// <param name="limits">How much could be judged again.</param>
    public string? NotVerified(int windows, TuningLimits limits)
    {
        var left = windows - Rescanned - failed;
        string?[] reasons =
        [
            left == 0 ? null : $"not judged again: {ReadableNumber.Count(left, "older windows")}{(isTooDear ? string.Create(CultureInfo.InvariantCulture, $", since it had cost {limits.MostCost:0.00##} US dollars") : isTooLate ? ", since it took too long" : "")}",
            failed == 0 ? null : $"could not be judged again: {ReadableNumber.Count(failed, "windows")}, the first {firstFailure}",
            partial == 0 ? null : $"judged again in part: {ReadableNumber.Count(partial, "windows")}, the first {firstGap}",
        ];
        return reasons.All(reason => reason is null) ? null : string.Join("; ", reasons.OfType<string>());
    }

    private static List<string> Sources(Dictionary<string, string> of, Dictionary<string, string> but) => [.. of.Where(one => !but.ContainsKey(one.Key)).Select(one => one.Value).Order(StringComparer.Ordinal)];
}
