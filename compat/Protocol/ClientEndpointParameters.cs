using Amazon.Runtime.Endpoints;

namespace Amazon.Compat.Protocol;

/// <summary>What decides a client's endpoint, by the names that endpoint rules use.</summary>
internal sealed class ClientEndpointParameters : EndpointParameters
{
    public string Region
    {
        get => (string)this["Region"];
        set => this["Region"] = value;
    }

    public bool UseDualStack
    {
        get => (bool)this["UseDualStack"];
        set => this["UseDualStack"] = value;
    }

    public bool UseFips
    {
        get => (bool)this["UseFIPS"];
        set => this["UseFIPS"] = value;
    }

    public string Endpoint
    {
        get => (string)this["Endpoint"];
        set => this["Endpoint"] = value;
    }
}
