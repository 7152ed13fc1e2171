namespace FlowWatch.Core.Compliance.Reports;

/// <summary>How many results of which status. A target of which nothing could be judged counts as one that is not verified.</summary>
/// <param name="Fail">Not as it must be.</param>
/// <param name="NotVerified">Could not be looked at.</param>
/// <param name="Suppressed">Not as it must be, and a person took responsibility.</param>
/// <param name="Pass">As it must be.</param>
/// <param name="NotApplicable">Nothing to judge.</param>
public sealed record StatusTally(int Fail, int NotVerified, int Suppressed, int Pass, int NotApplicable)
{
    /// <summary>All of them.</summary>
    public int Total => Fail + NotVerified + Suppressed + Pass + NotApplicable;

    /// <summary>The results of these targets.</summary>
    public static StatusTally Of(IEnumerable<TargetCompliance> targets) => Of(targets.SelectMany(target => Statuses(target, _ => true)));

    /// <summary>These results.</summary>
    public static StatusTally Of(IEnumerable<ControlStatus> statuses)
    {
        var counts = statuses.CountBy(status => status).ToDictionary();
        int Number(ControlStatus status) => counts.GetValueOrDefault(status);
        return new(Number(ControlStatus.Fail), Number(ControlStatus.NotVerified), Number(ControlStatus.Suppressed), Number(ControlStatus.Pass), Number(ControlStatus.NotApplicable));
    }

    /// <summary>How many of a status.</summary>
    public int Number(ControlStatus status) => status switch
    {
        ControlStatus.Fail => Fail,
        ControlStatus.NotVerified => NotVerified,
        ControlStatus.Suppressed => Suppressed,
        ControlStatus.Pass => Pass,
        _ => NotApplicable,
    };

    /// <summary>What a target's results of some controls came to.</summary>
    internal static IEnumerable<ControlStatus> Statuses(TargetCompliance target, Func<ControlResult, bool> isMeant) =>
        target.NotVerified is null ? target.Results.Where(isMeant).Select(result => result.Status) : [ControlStatus.NotVerified];
}
