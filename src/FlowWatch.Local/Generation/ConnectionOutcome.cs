namespace FlowWatch.Local.Generation;

/// <summary>What came of an attempt to connect.</summary>
internal enum ConnectionOutcome
{
    /// <summary>Both sides talked and closed in good order.</summary>
    Served,

    /// <summary>Both sides talked and the client broke it off with a RST.</summary>
    Reset,

    /// <summary>No program listens there: the host answered the SYN with one RST.</summary>
    Refused,

    /// <summary>The packets were let through and nobody answered.</summary>
    Unanswered,

    /// <summary>The server's security group dropped the packets.</summary>
    Rejected,

    /// <summary>An answer to a question nobody here asked (somebody forged our address), dropped as a stranger.</summary>
    Backscatter,
}
