namespace FlowWatch.Core.Windows;

/// <summary>How far the judging of a window has come.</summary>
public enum WindowStatus
{
    /// <summary>Nobody has begun.</summary>
    Due,

    /// <summary>Somebody holds its lease and is judging it.</summary>
    Open,

    /// <summary>Judged; its findings are stored.</summary>
    Done,

    /// <summary>Judging failed; it is tried again after a while.</summary>
    Failed,
}
