using System.Net;
using Amazon.Runtime;
using Amazon.Runtime.Internal;

namespace Amazon.Compat.Protocol;

/// <summary>
/// From an error's code to its exception. An operation throws the types it declares; any other code comes as the service's base
/// exception, with the code in <see cref="AmazonServiceException.ErrorCode"/>.
/// </summary>
internal sealed class ServiceErrors(Type baseException)
{
    private readonly Dictionary<string, Type> types = new(StringComparer.Ordinal);

    public ServiceErrors With<TException>(string code)
        where TException : AmazonServiceException
    {
        types.Add(code, typeof(TException));
        return this;
    }

    public AmazonServiceException Exception(ErrorResponse error, string[] declared)
    {
        var type = error.Code is { } code && Array.IndexOf(declared, code) >= 0 ? types[code] : baseException;
        var constructor = type.GetConstructor([typeof(string), typeof(Exception), typeof(ErrorType), typeof(string), typeof(string), typeof(HttpStatusCode)]);
        return (AmazonServiceException)constructor.Invoke([error.Message, error.InnerException, error.Type, error.Code, error.RequestId, error.StatusCode]);
    }
}
