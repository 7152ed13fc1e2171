namespace FlowWatch.AwsSimulator;

/// <summary>How a simulator runs.</summary>
public sealed record SimulatedAwsOptions
{
    /// <summary>The time everything in the simulator happens by: expiry, delays, queries, restores. The system's by default.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>
    /// The time that the time of signing is compared with. The AWS SDK signs by the system's clock, whatever clock a test holds,
    /// so this is the system's by default, also where <see cref="Time"/> is a test's.
    /// </summary>
    public TimeProvider SigningTime { get; init; } = TimeProvider.System;

    /// <summary>How many requests are remembered, the newest; 10,000 by default.</summary>
    public int RequestsKept { get; init; } = 10_000;
}
