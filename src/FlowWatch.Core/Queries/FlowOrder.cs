namespace FlowWatch.Core.Queries;

/// <summary>A name to order the result by.</summary>
/// <param name="Name">A key or a measure.</param>
/// <param name="Descending">Largest first.</param>
public sealed record FlowOrder(string Name, bool Descending)
{
    /// <inheritdoc/>
    public override string ToString() => Descending ? $"{Name} desc" : Name;
}
