namespace FlowWatch.Local.Generation;

/// <summary>One kind of traffic, asked second by second for the connections that start then.</summary>
internal interface ITrafficSource
{
    /// <summary>Adds the connections of one second, counted from the start of the traffic.</summary>
    void AddSecond(long second, IConnectionSink sink);
}
