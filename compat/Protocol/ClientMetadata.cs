using Amazon.Runtime.Internal;

namespace Amazon.Compat.Protocol;

internal sealed class ClientMetadata(string serviceId) : IServiceMetadata
{
    public string ServiceId { get; } = serviceId;

    public IDictionary<string, string> OperationNameMapping { get; } = new Dictionary<string, string>();
}
