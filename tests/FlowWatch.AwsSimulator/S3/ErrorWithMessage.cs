namespace FlowWatch.AwsSimulator.S3;

/// <summary>A code and the words that always come with it.</summary>
internal readonly record struct ErrorWithMessage(string Code, string Message);
