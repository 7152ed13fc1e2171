using FlowWatch.Core.Targets;

namespace FlowWatch.Core.Diagnostics.Access;

/// <summary>Actions that FlowWatch needs together, on the same things.</summary>
/// <param name="Sid">Id of the statement, unique.</param>
/// <param name="Purpose">What they are needed for, after "to".</param>
/// <param name="Actions">The IAM actions.</param>
/// <param name="Resources">The ARNs for a target, one set for each statement; none where the target does not need it.</param>
public sealed record AccessRule(string Sid, string Purpose, IReadOnlyList<string> Actions, Func<MonitoredTarget, IReadOnlyList<IReadOnlyList<string>>> Resources)
{
    /// <summary>Whether it is needed only where objects are restored from the archive, which is switched on by itself because it costs money.</summary>
    public bool IsForRestoring { get; init; }

    /// <summary>Whether it is needed only where the runbook's questions are saved in the account, which writes into it and is allowed by itself.</summary>
    public bool IsForDefinitions { get; init; }
}
