namespace FlowWatch.AwsSimulator.Logs;

/// <summary>The class of a log group.</summary>
public enum LogGroupClass
{
    /// <summary>Everything, and the fields of flow logs in the default format are discovered.</summary>
    Standard,

    /// <summary>Cheaper; no fields are discovered.</summary>
    InfrequentAccess,
}
