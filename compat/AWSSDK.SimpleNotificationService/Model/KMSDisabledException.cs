using System.Net;
using Amazon.Runtime;

namespace Amazon.SimpleNotificationService.Model;

public class KMSDisabledException : AmazonSimpleNotificationServiceException
{
    public KMSDisabledException()
    {
    }

    public KMSDisabledException(string message)
        : base(message)
    {
    }

    public KMSDisabledException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    public KMSDisabledException(Exception innerException)
        : base(innerException)
    {
    }

    public KMSDisabledException(string message, Exception innerException, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
        : base(message, innerException, errorType, errorCode, requestId, statusCode)
    {
    }

    public KMSDisabledException(string message, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
        : base(message, errorType, errorCode, requestId, statusCode)
    {
    }
}
