namespace Amazon.Compat.Protocol;

/// <summary>A service that speaks the Query protocol.</summary>
/// <param name="Name">The SDK's name of the service.</param>
/// <param name="ApiVersion">The version of its API.</param>
/// <param name="Errors">Its exceptions.</param>
internal sealed record QueryService(string Name, string ApiVersion, ServiceErrors Errors);
