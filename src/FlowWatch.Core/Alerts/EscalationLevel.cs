namespace FlowWatch.Core.Alerts;

/// <summary>Who is called, by the runbook's "Escalation".</summary>
public enum EscalationLevel
{
    /// <summary>Level 1, DevOps: delivery of flow logs, failing checks, the archive.</summary>
    Operations = 1,

    /// <summary>Level 2, security: threats, port scans, suspicious patterns.</summary>
    Security = 2,

    /// <summary>Level 3, network: VPC configuration, performance, connectivity between regions.</summary>
    Network = 3,
}
