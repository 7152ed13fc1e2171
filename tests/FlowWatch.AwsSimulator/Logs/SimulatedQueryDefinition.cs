namespace FlowWatch.AwsSimulator.Logs;

/// <summary>A saved query.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Name">Its name, with folders before a slash.</param>
/// <param name="Text">The query.</param>
/// <param name="LogGroups">The log groups it is meant for.</param>
/// <param name="LastModified">When it was saved.</param>
public sealed record SimulatedQueryDefinition(string Id, string Name, string Text, IReadOnlyList<string> LogGroups, DateTimeOffset LastModified);
