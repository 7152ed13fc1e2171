using System.Net;
using System.Xml;
using System.Xml.Linq;
using Amazon.Runtime;
using Amazon.Runtime.Internal;
using Amazon.Runtime.Internal.Transform;
using Amazon.Util;

namespace Amazon.Compat.Protocol;

/// <summary>One operation of a service that speaks the Query protocol.</summary>
internal sealed class QueryOperation<TResponse>(QueryService service, string name, string[] errors) : XmlResponseUnmarshaller, IMarshaller<IRequest, AmazonWebServiceRequest>
    where TResponse : AmazonWebServiceResponse, new()
{
    public InvokeOptions Options => new() { RequestMarshaller = this, ResponseUnmarshaller = this };

    public IRequest Marshall(AmazonWebServiceRequest input)
    {
        var request = new DefaultRequest(input, service.Name) { HttpMethod = "POST" };
        request.Parameters.Add("Action", name);
        request.Parameters.Add("Version", service.ApiVersion);
        QueryShape.WriteMembers(request.ParameterCollection, "", input);
        request.ContentStream = AWSSDKUtils.WriteParametersToPooledStream(request);
        return request;
    }

    public override AmazonWebServiceResponse Unmarshall(XmlUnmarshallerContext input)
    {
        var response = new TResponse { ResponseMetadata = new ResponseMetadata() };
        if (input.IsEmptyResponse) return response;
        using var reader = XmlReader.Create(input.Stream, new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit });
        var xml = XDocument.Load(reader).Root;
        if (QueryShape.Children(xml, name + "Result").FirstOrDefault() is { } result) QueryShape.ReadInto(response, result);
        response.ResponseMetadata.RequestId = QueryShape.Children(xml, "ResponseMetadata").SelectMany(element => QueryShape.Children(element, "RequestId")).FirstOrDefault()?.Value;
        return response;
    }

    public override AmazonServiceException UnmarshallException(XmlUnmarshallerContext input, Exception innerException, HttpStatusCode statusCode)
    {
        var error = XmlErrorResponseUnmarshaller.GetInstance().Unmarshall(input);
        error.InnerException = innerException;
        error.StatusCode = statusCode;
        return service.Errors.Exception(error, errors);
    }
}
