using FlowWatch.AwsSimulator.AzureIdentity;
using FlowWatch.AwsSimulator.Sts;

namespace FlowWatch.Azure.Tests.Identity;

/// <summary>A managed identity endpoint that this process takes for its host's, as Azure tells it: by the environment.</summary>
internal sealed class IdentityEndpoint : IAsyncDisposable
{
    public const string ObjectId = "11112222-3333-4444-5555-666677778888";

    private const string Address = "IDENTITY_ENDPOINT";
    private const string Header = "IDENTITY_HEADER";

    private readonly SimulatedIdentityProvider entra;

    private IdentityEndpoint(SimulatedIdentityProvider entra, SimulatedManagedIdentity identity)
    {
        (this.entra, Identity) = (entra, identity);
        Environment.SetEnvironmentVariable(Address, identity.AppServiceEndpoint.ToString());
        Environment.SetEnvironmentVariable(Header, identity.Secret);
    }

    public SimulatedManagedIdentity Identity { get; }

    public static async Task<IdentityEndpoint> StartAsync(string? clientId = null)
    {
        var entra = new SimulatedIdentityProvider("72f988bf-86f1-41af-91ab-2d7cd011db47");
        return new IdentityEndpoint(entra, await SimulatedManagedIdentity.StartAsync(entra, ObjectId, clientId));
    }

    public async ValueTask DisposeAsync()
    {
        Environment.SetEnvironmentVariable(Address, null);
        Environment.SetEnvironmentVariable(Header, null);
        await Identity.DisposeAsync();
        entra.Dispose();
    }
}
