using System.Net;
using System.Text.Json;
using Amazon.Runtime;
using Amazon.Runtime.Internal;
using Amazon.Runtime.Internal.Transform;
using Amazon.Runtime.Internal.Util;
using Amazon.Util;

namespace Amazon.Compat.Protocol;

/// <summary>One operation of a service that speaks JSON 1.1.</summary>
internal sealed class JsonOperation<TResponse>(JsonService service, string name, string[] errors) : JsonResponseUnmarshaller, IMarshaller<IRequest, AmazonWebServiceRequest>
    where TResponse : AmazonWebServiceResponse, new()
{
    public InvokeOptions Options => new() { RequestMarshaller = this, ResponseUnmarshaller = this };

    public IRequest Marshall(AmazonWebServiceRequest input)
    {
        var request = new DefaultRequest(input, service.Name) { HttpMethod = "POST", ResourcePath = "/" };
        request.Headers["X-Amz-Target"] = $"{service.TargetPrefix}.{name}";
        request.Headers["Content-Type"] = "application/x-amz-json-1.1";
        request.Headers[HeaderKeys.XAmzApiVersion] = service.ApiVersion;
        using var content = new MemoryStream();
        using (var writer = new Utf8JsonWriter(content)) JsonShape.Write(writer, input);
        request.Content = content.ToArray();
        return request;
    }

    public override AmazonWebServiceResponse Unmarshall(JsonUnmarshallerContext input)
    {
        var response = new TResponse();
        if (input.IsEmptyResponse) return response;
        using var json = JsonDocument.Parse(input.Stream);
        JsonShape.ReadInto(response, json.RootElement);
        return response;
    }

    public override AmazonServiceException UnmarshallException(JsonUnmarshallerContext input, Exception innerException, HttpStatusCode statusCode)
    {
        var reader = new StreamingUtf8JsonReader(input.Stream);
        var error = JsonErrorResponseUnmarshaller.GetInstance().Unmarshall(input, ref reader);
        error.InnerException = innerException;
        error.StatusCode = statusCode;
        var exception = service.Errors.Exception(error, errors);
        ReadDetails(exception, input.GetResponseBodyBytes());
        return exception;
    }

    // What an exception has beside its message, such as the place of a mistake in a query. A body that is not JSON has none.
    private static void ReadDetails(AmazonServiceException exception, byte[] body)
    {
        try
        {
            using var json = JsonDocument.Parse(body);
            if (json.RootElement.ValueKind == JsonValueKind.Object) JsonShape.ReadInto(exception, json.RootElement);
        }
        catch (JsonException)
        {
        }
    }
}
