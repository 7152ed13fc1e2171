namespace FlowWatch.AwsSimulator;

/// <summary>A request that came to the simulator, whatever became of it.</summary>
/// <param name="Service">The service's signing name, such as <c>logs</c>.</param>
/// <param name="Action">The operation, such as <c>StartQuery</c>; null when the request names none.</param>
/// <param name="PrincipalArn">Who signed it; null when the signature does not hold or there is none.</param>
/// <param name="Account">The account of the one who signed it; null likewise.</param>
/// <param name="Region">The region of the signature's scope; null when there is none.</param>
/// <param name="Time">When it came, by the simulator's time.</param>
public sealed record RecordedRequest(
    string Service, string? Action, string? PrincipalArn, string? Account, string? Region, DateTimeOffset Time);
