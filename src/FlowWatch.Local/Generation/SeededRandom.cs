namespace FlowWatch.Local.Generation;

/// <summary>
/// xoshiro256** seeded through SplitMix64. Written out here, because the same seed must give the same bytes on every
/// machine and every runtime, which <see cref="Random"/> does not promise. Integers only: no logarithm, no power.
/// </summary>
internal sealed class SeededRandom
{
    private ulong _state0;
    private ulong _state1;
    private ulong _state2;
    private ulong _state3;

    /// <param name="seed">The run's seed.</param>
    /// <param name="stream">Which independent sequence of that seed.</param>
    public SeededRandom(int seed, int stream)
    {
        var state = Mix(unchecked(((ulong)(uint)seed << 32) | (uint)stream));
        _state0 = Mix(ref state);
        _state1 = Mix(ref state);
        _state2 = Mix(ref state);
        _state3 = Mix(ref state);
    }

    /// <summary>A well mixed 64-bit value for a given input, with no state of its own.</summary>
    public static ulong Mix(ulong value) => Mix(ref value);

    public ulong NextUInt64()
    {
        unchecked
        {
            var result = ulong.RotateLeft(_state1 * 5, 7) * 9;
            var shifted = _state1 << 17;
            _state2 ^= _state0;
            _state3 ^= _state1;
            _state1 ^= _state2;
            _state0 ^= _state3;
            _state2 ^= shifted;
            _state3 = ulong.RotateLeft(_state3, 45);
            return result;
        }
    }

    /// <summary>A number from 0 to <paramref name="limit"/> − 1.</summary>
    public int Below(int limit) => unchecked((int)(((NextUInt64() >> 32) * (uint)limit) >> 32));

    /// <summary>A number between two bounds, both included.</summary>
    public int Between(int lowest, int highest) => lowest + Below(highest - lowest + 1);

    /// <summary>A number between two bounds, both included.</summary>
    public long Between(long lowest, long highest) =>
        lowest + (long)Math.BigMul(NextUInt64(), (ulong)(highest - lowest + 1), out _);

    /// <summary>True this many times in a thousand.</summary>
    public bool Chance(int perThousand) => Below(1000) < perThousand;

    public T Pick<T>(IReadOnlyList<T> choices) => choices[Below(choices.Count)];

    /// <summary>Puts a list into a random order.</summary>
    public void Shuffle<T>(IList<T> items)
    {
        for (var last = items.Count - 1; last > 0; last--)
        {
            var other = Below(last + 1);
            (items[last], items[other]) = (items[other], items[last]);
        }
    }

    private static ulong Mix(ref ulong state)
    {
        unchecked
        {
            state += 0x9E3779B97F4A7C15;
            var mixed = state;
            mixed = (mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9;
            mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EB;
            return mixed ^ (mixed >> 31);
        }
    }
}
