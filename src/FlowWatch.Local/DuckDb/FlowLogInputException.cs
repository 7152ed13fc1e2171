namespace FlowWatch.Local.DuckDb;

/// <summary>The input as a whole cannot be read: nothing was found, or none of it is a flow log.</summary>
public sealed class FlowLogInputException : Exception
{
    /// <summary>An exception without a message.</summary>
    public FlowLogInputException()
    {
    }

    /// <summary>An exception that names the thing, the place and what to do.</summary>
    public FlowLogInputException(string message)
        : base(message)
    {
    }

    /// <summary>An exception with its cause.</summary>
    public FlowLogInputException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
