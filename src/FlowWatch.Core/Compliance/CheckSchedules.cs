namespace FlowWatch.Core.Compliance;

/// <summary>How often the runbook runs each check ("Analysis Functions").</summary>
internal static class CheckSchedules
{
    /// <summary>By check.</summary>
    public static IReadOnlyDictionary<string, TimeSpan> All { get; } = new Dictionary<string, TimeSpan>
    {
        ["anomaly"] = TimeSpan.FromMinutes(15),
        ["security"] = TimeSpan.FromMinutes(10),
    };
}
