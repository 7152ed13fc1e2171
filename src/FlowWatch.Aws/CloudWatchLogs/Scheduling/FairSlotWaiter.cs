namespace FlowWatch.Aws.CloudWatchLogs.Scheduling;

/// <summary>Someone who waits for a place, and then holds it.</summary>
internal sealed class FairSlotWaiter : IDisposable
{
    private readonly FairSlots slots;
    private int released;

    public FairSlotWaiter(FairSlots slots, string owner)
    {
        (this.slots, Owner) = (slots, owner);
        Node = new LinkedListNode<FairSlotWaiter>(this);
    }

    /// <summary>Whose turn it uses.</summary>
    public string Owner { get; }

    /// <summary>Its place in the line, while it waits.</summary>
    public LinkedListNode<FairSlotWaiter> Node { get; }

    /// <summary>Ends when it is served.</summary>
    public TaskCompletionSource Served { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Gives the place back; once, however often it is called.</summary>
    public void Dispose()
    {
        if (Interlocked.Exchange(ref released, 1) == 0) slots.Release();
    }
}
