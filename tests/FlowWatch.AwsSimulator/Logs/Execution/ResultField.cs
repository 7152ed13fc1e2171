namespace FlowWatch.AwsSimulator.Logs.Execution;

/// <summary>A column's value in a row of a result. A column without a value is missing from the row.</summary>
internal readonly record struct ResultField(string Field, string Value);
