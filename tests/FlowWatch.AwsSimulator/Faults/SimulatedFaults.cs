using System.Collections.Immutable;

namespace FlowWatch.AwsSimulator.Faults;

/// <summary>The faults in force. Requests meet them in the order they were added; nothing is left to chance.</summary>
public sealed class SimulatedFaults
{
    private ImmutableArray<InjectedFault> faults = [];

    /// <summary>
    /// How far the server's clock is ahead of the time it signs by: in the Date header and in the check of signatures.
    /// Beyond five minutes (S3: fifteen), requests are refused until the client allows for it.
    /// </summary>
    public TimeSpan ClockSkew { get; set; }

    /// <summary>Puts a fault in force.</summary>
    /// <param name="fault">What goes wrong.</param>
    /// <param name="scope">For which requests; null for all.</param>
    /// <param name="times">How many requests meet it; null for all until it is disposed of.</param>
    /// <param name="after">How many requests in its scope go well first.</param>
    public InjectedFault Add(SimulatedFault fault, FaultScope? scope = null, int? times = null, int after = 0)
    {
        ArgumentNullException.ThrowIfNull(fault);
        var injected = new InjectedFault(fault, scope ?? new FaultScope(), times, after);
        ImmutableInterlocked.Update(ref faults, all => all.Add(injected));
        return injected;
    }

    /// <summary>Ends all faults, and the skew of the clock.</summary>
    public void Clear()
    {
        foreach (var fault in faults) fault.Dispose();
        faults = [];
        ClockSkew = TimeSpan.Zero;
    }

    /// <summary>The faults that a request meets: any delays, and the first that decides its answer.</summary>
    internal MetFaults Meet(string service, string? action, string? account, string? region, bool authenticated)
    {
        var delay = TimeSpan.Zero;
        foreach (var injected in faults)
        {
            if (!injected.Scope.Covers(service, action, account, region)) continue;
            if (injected.Fault.NeedsAuthentication && !authenticated) continue;
            if (!injected.TryMeet()) continue;
            if (injected.Fault.Kind != FaultKind.Slow) return new MetFaults(delay, injected.Fault);
            delay += injected.Fault.Delay;
        }

        return new MetFaults(delay, null);
    }
}
