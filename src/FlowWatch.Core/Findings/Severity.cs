namespace FlowWatch.Core.Findings;

/// <summary>How much a finding matters. The runbook's Warning is <see cref="Medium"/>, its Critical is <see cref="Critical"/>.</summary>
public enum Severity
{
    /// <summary>Worth knowing; nobody is called.</summary>
    Informational,

    /// <summary>Weak or harmless on its own; look when there is time.</summary>
    Low,

    /// <summary>The runbook's Warning: look today.</summary>
    Medium,

    /// <summary>Strong evidence of an attack or a leak: look now.</summary>
    High,

    /// <summary>The runbook's Critical: someone acts at once.</summary>
    Critical,
}
