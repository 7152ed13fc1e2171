namespace FlowWatch.Core.Connections;

/// <summary>What came of an attempt to open a connection. The numbers are used in queries.</summary>
public enum ConnectionOutcome
{
    /// <summary>A security group or network ACL refused it: every record says REJECT.</summary>
    Refused = 1,

    /// <summary>Let through, but nothing came back.</summary>
    Unanswered = 2,

    /// <summary>The target's host answered that nothing listens there: only bare RST packets came back.</summary>
    Reset = 3,

    /// <summary>The target answered, but sent no payload.</summary>
    Empty = 4,

    /// <summary>The target answered with payload.</summary>
    Answered = 5,
}
