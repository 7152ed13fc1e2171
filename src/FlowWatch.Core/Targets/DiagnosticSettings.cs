namespace FlowWatch.Core.Targets;

/// <summary>How diagnostic questions are answered.</summary>
public sealed record DiagnosticSettings
{
    /// <summary>Questions that a host answers at once; more are refused for a while. Default: 4.</summary>
    public int QuestionsAtOnce { get; init; } = 4;

    /// <summary>Whether objects of the archive may be restored: that costs money. Default: no.</summary>
    public bool Restore { get; init; }
}
