using System.Net;

namespace FlowWatch.AwsSimulator.Wire;

/// <summary>A code and the HTTP status it comes with.</summary>
internal readonly record struct ErrorCode(string Code, HttpStatusCode Status);
