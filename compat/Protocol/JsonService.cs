namespace Amazon.Compat.Protocol;

/// <summary>A service that speaks JSON 1.1.</summary>
/// <param name="Name">The SDK's name of the service.</param>
/// <param name="TargetPrefix">What stands before the operation in <c>X-Amz-Target</c>.</param>
/// <param name="ApiVersion">The version of its API.</param>
/// <param name="Errors">Its exceptions.</param>
internal sealed record JsonService(string Name, string TargetPrefix, string ApiVersion, ServiceErrors Errors);
