namespace FlowWatch.Aws;

/// <summary>Numbers of the log events of this project. A number is never given twice, nor to another event later.</summary>
internal static class EventIds
{
    public const int SessionOpened = 2001;
    public const int SessionNotRenewed = 2002;
    public const int SessionNotOpened = 2003;
    public const int SessionForgotten = 2004;
}
