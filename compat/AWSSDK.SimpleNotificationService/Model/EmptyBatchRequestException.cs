using System.Net;
using Amazon.Runtime;

namespace Amazon.SimpleNotificationService.Model;

public class EmptyBatchRequestException : AmazonSimpleNotificationServiceException
{
    public EmptyBatchRequestException()
    {
    }

    public EmptyBatchRequestException(string message)
        : base(message)
    {
    }

    public EmptyBatchRequestException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    public EmptyBatchRequestException(Exception innerException)
        : base(innerException)
    {
    }

    public EmptyBatchRequestException(string message, Exception innerException, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
        : base(message, innerException, errorType, errorCode, requestId, statusCode)
    {
    }

    public EmptyBatchRequestException(string message, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
        : base(message, errorType, errorCode, requestId, statusCode)
    {
    }
}
