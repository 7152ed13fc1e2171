namespace FlowWatch.AwsSimulator.Logs.QueryLanguage;

/// <summary>How a function is called.</summary>
/// <param name="Function">Which.</param>
/// <param name="Minimum">The fewest arguments.</param>
/// <param name="Maximum">The most arguments.</param>
internal sealed record FunctionSignature(QueryFunction Function, int Minimum, int Maximum);
