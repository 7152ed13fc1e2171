using System.Net;
using Amazon.Runtime;

namespace Amazon.SimpleNotificationService.Model;

public class KMSOptInRequiredException : AmazonSimpleNotificationServiceException
{
    public KMSOptInRequiredException()
    {
    }

    public KMSOptInRequiredException(string message)
        : base(message)
    {
    }

    public KMSOptInRequiredException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    public KMSOptInRequiredException(Exception innerException)
        : base(innerException)
    {
    }

    public KMSOptInRequiredException(string message, Exception innerException, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
        : base(message, innerException, errorType, errorCode, requestId, statusCode)
    {
    }

    public KMSOptInRequiredException(string message, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
        : base(message, errorType, errorCode, requestId, statusCode)
    {
    }
}
