namespace FlowWatch.AwsSimulator.Logs.Execution;

/// <summary>Where events come from.</summary>
/// <param name="Log">The value of <c>@log</c>: the account and the log group's name.</param>
/// <param name="LogStream">The stream's name.</param>
/// <param name="DiscoversFields">Whether the fields of flow logs in the default format are discovered: in Standard log groups only.</param>
internal sealed record EventSource(string Log, string LogStream, bool DiscoversFields);
