using System.Net;
using Amazon.Runtime;

namespace Amazon.SimpleNotificationService.Model;

public class KMSInvalidStateException : AmazonSimpleNotificationServiceException
{
    public KMSInvalidStateException()
    {
    }

    public KMSInvalidStateException(string message)
        : base(message)
    {
    }

    public KMSInvalidStateException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    public KMSInvalidStateException(Exception innerException)
        : base(innerException)
    {
    }

    public KMSInvalidStateException(string message, Exception innerException, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
        : base(message, innerException, errorType, errorCode, requestId, statusCode)
    {
    }

    public KMSInvalidStateException(string message, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
        : base(message, errorType, errorCode, requestId, statusCode)
    {
    }
}
