using Amazon.Runtime.Internal;

namespace Amazon.Compat.Protocol;

/// <summary>What every client changes in the runtime's pipeline.</summary>
internal static class ClientPipeline
{
    public static void Customize(RuntimePipeline pipeline)
    {
        pipeline.RemoveHandler<EndpointResolver>();
        pipeline.AddHandlerAfter<Marshaller>(new ClientEndpointResolver());
        pipeline.AddHandlerAfter<Marshaller>(new SignatureVersion4());
    }
}
