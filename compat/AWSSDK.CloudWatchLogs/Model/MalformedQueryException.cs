using System.Net;
using Amazon.Runtime;

namespace Amazon.CloudWatchLogs.Model;

public class MalformedQueryException : AmazonCloudWatchLogsException
{
    public MalformedQueryException()
    {
    }

    public MalformedQueryException(string message)
        : base(message)
    {
    }

    public MalformedQueryException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    public MalformedQueryException(Exception innerException)
        : base(innerException)
    {
    }

    public MalformedQueryException(string message, Exception innerException, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
        : base(message, innerException, errorType, errorCode, requestId, statusCode)
    {
    }

    public MalformedQueryException(string message, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
        : base(message, errorType, errorCode, requestId, statusCode)
    {
    }

    public QueryCompileError QueryCompileError { get; set; }
}
