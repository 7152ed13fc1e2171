using System.Net;
using Amazon.Runtime;

namespace Amazon.SimpleNotificationService.Model;

public class BatchRequestTooLongException : AmazonSimpleNotificationServiceException
{
    public BatchRequestTooLongException()
    {
    }

    public BatchRequestTooLongException(string message)
        : base(message)
    {
    }

    public BatchRequestTooLongException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    public BatchRequestTooLongException(Exception innerException)
        : base(innerException)
    {
    }

    public BatchRequestTooLongException(string message, Exception innerException, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
        : base(message, innerException, errorType, errorCode, requestId, statusCode)
    {
    }

    public BatchRequestTooLongException(string message, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
        : base(message, errorType, errorCode, requestId, statusCode)
    {
    }
}
