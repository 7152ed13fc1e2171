namespace FlowWatch.KilledHost;

/// <summary>A clock that stands at a step's time; how long things take is measured by the machine's.</summary>
internal sealed class StepClock : TimeProvider
{
    private DateTimeOffset now;

    public void MoveTo(DateTimeOffset time) => now = time;

    public override DateTimeOffset GetUtcNow() => now;
}
