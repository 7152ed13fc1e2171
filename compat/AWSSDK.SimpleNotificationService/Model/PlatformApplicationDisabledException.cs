using System.Net;
using Amazon.Runtime;

namespace Amazon.SimpleNotificationService.Model;

public class PlatformApplicationDisabledException : AmazonSimpleNotificationServiceException
{
    public PlatformApplicationDisabledException()
    {
    }

    public PlatformApplicationDisabledException(string message)
        : base(message)
    {
    }

    public PlatformApplicationDisabledException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    public PlatformApplicationDisabledException(Exception innerException)
        : base(innerException)
    {
    }

    public PlatformApplicationDisabledException(string message, Exception innerException, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
        : base(message, innerException, errorType, errorCode, requestId, statusCode)
    {
    }

    public PlatformApplicationDisabledException(string message, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
        : base(message, errorType, errorCode, requestId, statusCode)
    {
    }
}
