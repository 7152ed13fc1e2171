namespace FlowWatch.Cli.Demo;

/// <summary>The time of a made-up account: it stands still until it is put forward.</summary>
/// <param name="start">The time it begins at.</param>
internal sealed class DemoClock(DateTimeOffset start) : TimeProvider
{
    /// <summary>The time of the account, UTC.</summary>
    public DateTimeOffset Now { get; set; } = start;

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow() => Now;
}
