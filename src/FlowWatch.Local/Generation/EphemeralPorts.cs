namespace FlowWatch.Local.Generation;

/// <summary>Hands out client ports so that none comes back before the whole range was used: two connections never share a
/// 5-tuple within a capture window.</summary>
internal sealed class EphemeralPorts
{
    /// <summary>The range of a NAT gateway.</summary>
    public const int LowestBehindNat = 1024;

    private const int LinuxLowest = 32768;
    private const int LinuxCount = 28232;
    private const int WindowsLowest = 49152;
    private const int WindowsCount = 16384;
    private const int NatCount = 64512;

    /// <summary>A prime, so that steps of it visit every port of each range.</summary>
    private const int Step = 10007;

    private readonly int[] _used;
    private readonly int _seed;

    /// <param name="owners">How many addresses ask for ports.</param>
    /// <param name="seed">Decides where each of them begins.</param>
    public EphemeralPorts(int owners, int seed)
    {
        _used = new int[owners];
        _seed = seed;
    }

    /// <summary>A port as Linux gives it out.</summary>
    public int Linux(int owner) => Next(owner, LinuxLowest, LinuxCount);

    /// <summary>A port as Windows and the newer phones give it out.</summary>
    public int Windows(int owner) => Next(owner, WindowsLowest, WindowsCount);

    /// <summary>A port as a NAT gateway gives it out.</summary>
    public int BehindNat(int owner) => Next(owner, LowestBehindNat, NatCount);

    private int Next(int owner, int lowest, int count)
    {
        var turn = (_used[owner] + 1) % count;
        _used[owner] = turn;
        var first = (long)(SeededRandom.Mix(unchecked(((ulong)(uint)_seed << 32) | (uint)owner)) % (ulong)count);
        return lowest + (int)((first + ((long)turn * Step)) % count);
    }
}
