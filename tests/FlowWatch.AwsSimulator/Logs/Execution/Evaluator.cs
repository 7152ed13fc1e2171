namespace FlowWatch.AwsSimulator.Logs.Execution;

/// <summary>An expression made executable: its value for a row.</summary>
internal delegate QueryValue Evaluator(QueryRow row);
