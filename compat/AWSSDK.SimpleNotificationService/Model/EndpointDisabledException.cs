using System.Net;
using Amazon.Runtime;

namespace Amazon.SimpleNotificationService.Model;

public class EndpointDisabledException : AmazonSimpleNotificationServiceException
{
    public EndpointDisabledException()
    {
    }

    public EndpointDisabledException(string message)
        : base(message)
    {
    }

    public EndpointDisabledException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    public EndpointDisabledException(Exception innerException)
        : base(innerException)
    {
    }

    public EndpointDisabledException(string message, Exception innerException, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
        : base(message, innerException, errorType, errorCode, requestId, statusCode)
    {
    }

    public EndpointDisabledException(string message, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
        : base(message, errorType, errorCode, requestId, statusCode)
    {
    }
}
