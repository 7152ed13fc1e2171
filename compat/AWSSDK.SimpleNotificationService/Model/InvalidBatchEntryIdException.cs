using System.Net;
using Amazon.Runtime;

namespace Amazon.SimpleNotificationService.Model;

public class InvalidBatchEntryIdException : AmazonSimpleNotificationServiceException
{
    public InvalidBatchEntryIdException()
    {
    }

    public InvalidBatchEntryIdException(string message)
        : base(message)
    {
    }

    public InvalidBatchEntryIdException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    public InvalidBatchEntryIdException(Exception innerException)
        : base(innerException)
    {
    }

    public InvalidBatchEntryIdException(string message, Exception innerException, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
        : base(message, innerException, errorType, errorCode, requestId, statusCode)
    {
    }

    public InvalidBatchEntryIdException(string message, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
        : base(message, errorType, errorCode, requestId, statusCode)
    {
    }
}
