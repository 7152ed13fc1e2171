namespace FlowWatch.Local.Generation;

/// <summary>Flows waiting for the end of their capture window, second by second. Blocks are reused, so memory follows the flows
/// that wait now and not the length of the run.</summary>
internal sealed class DirectedFlowQueue
{
    /// <summary>How many seconds ahead a flow can wait.</summary>
    public const int Horizon = 4096;

    private const int BlockSize = 64;

    private readonly Block?[] _first = new Block?[Horizon];
    private readonly Block?[] _last = new Block?[Horizon];
    private Block? _free;

    /// <summary>Lets a flow wait for a second that is less than <see cref="Horizon"/> ahead.</summary>
    public void Add(long second, in DirectedFlow flow)
    {
        var slot = (int)(second & (Horizon - 1));
        var block = _last[slot];
        if (block is null || block.Count == BlockSize)
        {
            var fresh = _free ?? new Block();
            _free = fresh.Next;
            fresh.Next = null;
            fresh.Count = 0;
            if (block is null)
            {
                _first[slot] = fresh;
            }
            else
            {
                block.Next = fresh;
            }

            _last[slot] = fresh;
            block = fresh;
        }

        block.Flows[block.Count++] = flow;
    }

    /// <summary>Takes the flows of a second, in the order they were added.</summary>
    public Block? Take(long second)
    {
        var slot = (int)(second & (Horizon - 1));
        var first = _first[slot];
        _first[slot] = null;
        _last[slot] = null;
        return first;
    }

    /// <summary>Gives a block back and returns the one after it.</summary>
    public Block? Release(Block block)
    {
        var next = block.Next;
        block.Next = _free;
        _free = block;
        return next;
    }

    /// <summary>A few flows that wait for the same second.</summary>
    internal sealed class Block
    {
        public DirectedFlow[] Flows { get; } = new DirectedFlow[BlockSize];

        public int Count { get; set; }

        public Block? Next { get; set; }
    }
}
