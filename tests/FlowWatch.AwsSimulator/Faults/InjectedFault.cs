namespace FlowWatch.AwsSimulator.Faults;

/// <summary>A fault in force. Disposing of it ends it.</summary>
public sealed class InjectedFault : IDisposable
{
    private readonly Lock gate = new();
    private readonly int skipped;
    private readonly int? times;
    private int seen;
    private int met;
    private bool removed;

    internal InjectedFault(SimulatedFault fault, FaultScope scope, int? times, int skipped)
    {
        Fault = fault;
        Scope = scope;
        this.times = times;
        this.skipped = skipped;
    }

    /// <summary>How many requests the fault has met.</summary>
    public int Met
    {
        get
        {
            lock (gate) return met;
        }
    }

    internal SimulatedFault Fault { get; }

    internal FaultScope Scope { get; }

    /// <summary>Ends the fault.</summary>
    public void Dispose()
    {
        lock (gate) removed = true;
    }

    /// <summary>Counts a request in the fault's scope and says whether it meets the fault.</summary>
    internal bool TryMeet()
    {
        lock (gate)
        {
            if (removed || met == times) return false;
            if (seen++ < skipped) return false;
            met++;
            return true;
        }
    }
}
