namespace FlowWatch.AwsSimulator.Logs;

/// <summary>How the lines of a flow log become events.</summary>
public sealed record FlowLogDelivery
{
    /// <summary>
    /// The fields of a record in their order, as names (<c>srcaddr dstaddr …</c>) or as DescribeFlowLogs has it (<c>${srcaddr} …</c>).
    /// Null, the default, for what the header line says, and the default format where there is none.
    /// </summary>
    public string? LogFormat { get; init; }

    /// <summary>How long after its end a record arrives. Default: at once.</summary>
    public Func<FlowLogRecordTimes, TimeSpan> Delay { get; init; } = _ => TimeSpan.Zero;

    /// <summary>The log stream of records that name no interface. Default: <c>flow-log</c>. Others go to <c>INTERFACE-all</c>.</summary>
    public string LogStream { get; init; } = "flow-log";
}
