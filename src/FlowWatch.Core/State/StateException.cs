namespace FlowWatch.Core.State;

/// <summary>The state cannot be used: it was written by a newer FlowWatch, is damaged, or cannot be reached. The message says which, where, and what to do.</summary>
/// <param name="message">What is wrong.</param>
/// <param name="inner">The cause.</param>
public sealed class StateException(string message, Exception? inner = null) : Exception(message, inner)
{
    /// <summary>Whether it may work again without anybody changing the state: the storage cannot be reached, or refuses for now.</summary>
    public bool MayPass { get; init; }
}
