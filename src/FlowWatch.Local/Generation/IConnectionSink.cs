namespace FlowWatch.Local.Generation;

/// <summary>Where connections go once they are made up.</summary>
internal interface IConnectionSink
{
    /// <summary>Takes one connection. It may start in the running second or within the next few minutes, never earlier.</summary>
    void Add(in Connection connection);
}
