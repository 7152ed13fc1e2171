namespace FlowWatch.Core.Diagnostics.Answers;

/// <summary>How far an answer is.</summary>
public enum AnswerStatus
{
    /// <summary>It is being worked on; or its host was killed, and then it is forgotten after a while.</summary>
    Running,

    /// <summary>It is there.</summary>
    Done,

    /// <summary>There is none.</summary>
    Failed,
}
