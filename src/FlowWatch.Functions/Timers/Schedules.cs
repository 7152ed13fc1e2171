namespace FlowWatch.Functions.Timers;

/// <summary>
/// When timers fire: second, minute, hour, day, month, day of week, in UTC. A timer only wakes a check; which windows are due is the
/// ledger's to say, so that one that fires late, twice or not at all loses nothing.
/// </summary>
public static class Schedules
{
    /// <summary>Every 15 minutes: the runbook's schedule of the anomaly check.</summary>
    public const string AnomalyDetection = "0 */15 * * * *";

    /// <summary>Every 10 minutes: the runbook's schedule of the security check.</summary>
    public const string SecurityAnalysis = "0 */10 * * * *";

    /// <summary>Every minute: the runbook allows 2 from finding to alert. A check that found something does not wait for it.</summary>
    public const string AlertDispatch = "0 * * * * *";

    /// <summary>Every day at 06:00: the report is there when people begin to work, and a quarter's work of the runbook ("Compliance Verification") is done each day.</summary>
    public const string ComplianceVerification = "0 0 6 * * *";

    /// <summary>Every 5 minutes.</summary>
    public const string Heartbeat = "0 */5 * * * *";
}
