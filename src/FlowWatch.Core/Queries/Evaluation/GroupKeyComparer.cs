namespace FlowWatch.Core.Queries.Evaluation;

/// <summary>Compares the key values of groups; two absent values are the same here. Looks groups up without making an array first.</summary>
internal sealed class GroupKeyComparer : IEqualityComparer<FlowValue[]>, IAlternateEqualityComparer<ReadOnlySpan<FlowValue>, FlowValue[]>
{
    public bool Equals(FlowValue[]? x, FlowValue[]? y) => x.AsSpan().SequenceEqual(y);

    public int GetHashCode(FlowValue[] obj) => GetHashCode((ReadOnlySpan<FlowValue>)obj);

    public bool Equals(ReadOnlySpan<FlowValue> alternate, FlowValue[] other) => alternate.SequenceEqual(other);

    public int GetHashCode(ReadOnlySpan<FlowValue> alternate)
    {
        var hash = default(HashCode);
        foreach (var value in alternate) hash.Add(value);
        return hash.ToHashCode();
    }

    public FlowValue[] Create(ReadOnlySpan<FlowValue> alternate) => alternate.ToArray();
}
