namespace FlowWatch.Aws;

/// <summary>Numbers of the log events of this project. A number is never given twice, nor to another event later.</summary>
internal static class EventIds
{
    public const int SessionOpened = 2001;
    public const int SessionNotRenewed = 2002;
    public const int SessionNotOpened = 2003;
    public const int SessionForgotten = 2004;

    public const int QueryStarted = 2101;
    public const int QueryTriedAgain = 2102;
    public const int NoRoomForQuery = 2103;
    public const int QueryMalformed = 2104;
    public const int QueryNotStopped = 2105;
}
