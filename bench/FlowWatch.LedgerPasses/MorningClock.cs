namespace FlowWatch.LedgerPasses;

/// <summary>A clock that stands: a pass takes seconds, and passes are days apart.</summary>
internal sealed class MorningClock(DateTimeOffset now) : TimeProvider
{
    public override DateTimeOffset GetUtcNow() => now;
}
