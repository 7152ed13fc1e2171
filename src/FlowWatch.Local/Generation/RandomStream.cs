namespace FlowWatch.Local.Generation;

/// <summary>Numbers of the independent random sequences of a seed, so that one kind of traffic never shifts another.</summary>
internal static class RandomStream
{
    public const int Network = 1;
    public const int Background = 2;
    public const int Schedule = 3;
    public const int Noise = 4;
    public const int LostRecords = 5;

    /// <summary>The first of the streams of incidents, one each.</summary>
    public const int FirstIncident = 1000;
}
