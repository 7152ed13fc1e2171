namespace FlowWatch.Aws.CloudWatchLogs.Scheduling;

/// <summary>
/// Places for things that run at once. Whoever waits is served in turn by owner, not in order of arrival: one owner with a hundred
/// requests does not hold up another with one. The number of places can be narrowed for a while. Safe to use from many threads.
/// </summary>
internal sealed class FairSlots
{
    /// <summary>How long after it was narrowed, or last widened, a place is given back.</summary>
    public static readonly TimeSpan WidenEvery = TimeSpan.FromSeconds(15);

    private readonly Lock gate = new();
    private readonly Dictionary<string, LinkedList<FairSlotWaiter>> waiting = [];
    private readonly LinkedList<string> turns = [];
    private readonly int most;
    private readonly TimeProvider time;
    private int allowed;
    private int taken;
    private DateTimeOffset nextWidening;

    /// <summary>Places, all free.</summary>
    /// <param name="most">Places when all is well.</param>
    /// <param name="time">Tells the time.</param>
    public FairSlots(int most, TimeProvider time) => (this.most, allowed, this.time) = (most, most, time);

    /// <summary>Places there are at present.</summary>
    public int Allowed
    {
        get
        {
            lock (gate) return Widened();
        }
    }

    /// <summary>How many wait for a place.</summary>
    public int Waiting
    {
        get
        {
            lock (gate) return waiting.Values.Sum(line => line.Count);
        }
    }

    /// <summary>Waits for a place; disposing of it gives it back.</summary>
    /// <param name="owner">Whose turn it uses.</param>
    /// <param name="again">Whether it had a place before and lost it through no fault of its own: then it goes before the owner's others.</param>
    /// <param name="cancellationToken">Ends the wait with <see cref="OperationCanceledException"/>.</param>
    public async Task<IDisposable> AcquireAsync(string owner, bool again, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var waiter = new FairSlotWaiter(this, owner);
        lock (gate)
        {
            if (!waiting.TryGetValue(owner, out var line))
            {
                waiting[owner] = line = [];
                turns.AddLast(owner);
            }

            if (again) line.AddFirst(waiter.Node);
            else line.AddLast(waiter.Node);
            Serve();
        }

        var cancellation = cancellationToken.Register(() => Leave(waiter, cancellationToken));
        await using (cancellation.ConfigureAwait(false)) await waiter.Served.Task.ConfigureAwait(false);
        return waiter;
    }

    /// <summary>Whoever gave the places has no room for so many: no more than run now, but one at least; they come back one by one.</summary>
    /// <param name="refused">How many of those that hold a place were just refused.</param>
    public void Narrow(int refused)
    {
        lock (gate)
        {
            allowed = Math.Max(1, Math.Min(Widened(), taken - refused));
            nextWidening = time.GetUtcNow() + WidenEvery;
        }
    }

    /// <summary>Gives a place back.</summary>
    public void Release()
    {
        lock (gate)
        {
            taken--;
            Serve();
        }
    }

    private void Leave(FairSlotWaiter waiter, CancellationToken cancellationToken)
    {
        lock (gate)
        {
            // It was served in the meantime; then the place is its to give back.
            if (waiter.Node.List is not { } line) return;
            line.Remove(waiter.Node);
            if (line.Count == 0)
            {
                waiting.Remove(waiter.Owner);
                turns.Remove(waiter.Owner);
            }
        }

        waiter.Served.TrySetCanceled(cancellationToken);
    }

    private void Serve()
    {
        var places = Widened();
        while (taken < places && turns.First is { } turn)
        {
            turns.Remove(turn);
            var line = waiting[turn.Value];
            var waiter = line.First!.Value;
            line.RemoveFirst();
            if (line.Count == 0) waiting.Remove(turn.Value);
            else turns.AddLast(turn);
            taken++;
            waiter.Served.TrySetResult();
        }
    }

    // Looked at whenever a place is asked for or given back, which is when it matters.
    private int Widened()
    {
        var now = time.GetUtcNow();
        while (allowed < most && now >= nextWidening)
        {
            allowed++;
            nextWidening += WidenEvery;
        }

        return allowed;
    }
}
