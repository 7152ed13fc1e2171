using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using FlowWatch.AwsSimulator.Server;
using FlowWatch.AwsSimulator.Sts;
using Microsoft.AspNetCore.Http;

namespace FlowWatch.AwsSimulator.AzureIdentity;

/// <summary>
/// The endpoint where Azure hands out a managed identity's tokens, in its two forms: App Service and Functions
/// (<c>IDENTITY_ENDPOINT</c> and <c>IDENTITY_HEADER</c>), and virtual machines (<c>/metadata/identity/oauth2/token</c>, which Azure's
/// libraries look for at <c>AZURE_POD_IDENTITY_AUTHORITY_HOST</c>).
/// </summary>
public sealed class SimulatedManagedIdentity : IAsyncDisposable
{
    private const string MachinePath = "/metadata/identity/oauth2/token";
    private const string AppServicePath = "/msi/token";
    private readonly SimulatedIdentityProvider provider;
    private readonly TimeProvider time;
    private readonly ConcurrentQueue<string> resources = new();
    private LoopbackServer? server;

    private SimulatedManagedIdentity(SimulatedIdentityProvider provider, string objectId, string? clientId, TimeProvider time)
    {
        this.provider = provider;
        this.time = time;
        ObjectId = objectId;
        ClientId = clientId;
    }

    /// <summary>The identity's object id: the subject of its tokens.</summary>
    public string ObjectId { get; }

    /// <summary>The client id of a user-assigned identity; null for the system's own.</summary>
    public string? ClientId { get; }

    /// <summary>What <c>IDENTITY_HEADER</c> must hold.</summary>
    public string Secret { get; } = "simulated-identity-header";

    /// <summary>The value for <c>IDENTITY_ENDPOINT</c>.</summary>
    public Uri AppServiceEndpoint => new(Host, AppServicePath);

    /// <summary>The value for <c>AZURE_POD_IDENTITY_AUTHORITY_HOST</c>.</summary>
    public Uri Host => server?.Endpoint ?? throw new InvalidOperationException("The endpoint has not started.");

    /// <summary>The resources (audiences) that tokens were asked for, oldest first, refused requests too.</summary>
    public IReadOnlyList<string> ResourcesAsked => [.. resources];

    /// <summary>How long tokens hold; 24 hours by default, as Azure's do.</summary>
    public TimeSpan TokenLifetime { get; set; } = TimeSpan.FromHours(24);

    /// <summary>Claims to put in place of the usual ones, such as those of a token of version 2.</summary>
    public IReadOnlyDictionary<string, JsonNode?>? Claims { get; set; }

    /// <summary>A status to refuse with instead of giving tokens; null gives them.</summary>
    public HttpStatusCode? Refusal { get; set; }

    /// <summary>Starts an endpoint.</summary>
    /// <param name="provider">The tenant that issues the tokens.</param>
    /// <param name="objectId">The identity's object id.</param>
    /// <param name="clientId">The client id that must be asked for, of a user-assigned identity; null for the system's own.</param>
    /// <param name="time">The time that <c>expires_on</c> is told by; the system's by default.</param>
    /// <param name="cancellationToken">Gives up starting.</param>
    public static async Task<SimulatedManagedIdentity> StartAsync(
        SimulatedIdentityProvider provider, string objectId, string? clientId = null, TimeProvider? time = null, CancellationToken cancellationToken = default)
    {
        var identity = new SimulatedManagedIdentity(provider, objectId, clientId, time ?? TimeProvider.System);
        identity.server = await LoopbackServer.StartAsync(identity.HandleAsync, cancellationToken).ConfigureAwait(false);
        return identity;
    }

    /// <summary>Stops the endpoint.</summary>
    public async ValueTask DisposeAsync()
    {
        if (server is not null) await server.DisposeAsync().ConfigureAwait(false);
    }

    private static Task WriteAsync(HttpContext context, HttpStatusCode status, JsonObject body, CancellationToken cancellationToken)
    {
        context.Response.StatusCode = (int)status;
        context.Response.ContentType = "application/json; charset=utf-8";
        return context.Response.WriteAsync(body.ToJsonString(), cancellationToken);
    }

    private static JsonObject Error(string code, string description) => new() { ["error"] = code, ["error_description"] = description };

    private Task HandleAsync(HttpContext context, CancellationToken cancellationToken)
    {
        var query = context.Request.Query;
        var onMachine = context.Request.Path == MachinePath;
        if (!onMachine && context.Request.Path != AppServicePath)
        {
            return WriteAsync(context, HttpStatusCode.NotFound, Error("not_found", "There is no such path."), cancellationToken);
        }

        if (onMachine && context.Request.Headers["Metadata"] != "true")
        {
            return WriteAsync(context, HttpStatusCode.BadRequest, Error("invalid_request", "Required metadata header not specified"), cancellationToken);
        }

        if (!onMachine && context.Request.Headers["X-IDENTITY-HEADER"] != Secret)
        {
            return WriteAsync(context, HttpStatusCode.Unauthorized, Error("unauthorized", "The identity header is missing or wrong."), cancellationToken);
        }

        if (!query.ContainsKey("api-version") || query["resource"].ToString() is not { Length: > 0 } resource)
        {
            return WriteAsync(context, HttpStatusCode.BadRequest, Error("invalid_request", "Required query variable 'resource' is missing"), cancellationToken);
        }

        resources.Enqueue(resource);
        if (Refusal is { } refusal)
        {
            return WriteAsync(context, refusal, Error("server_error", "The identity service cannot answer now."), cancellationToken);
        }

        var asked = query["client_id"].ToString();
        return (ClientId ?? "") == asked
            ? WriteAsync(context, HttpStatusCode.OK, Token(resource), cancellationToken)
            : WriteAsync(context, HttpStatusCode.BadRequest, Error("invalid_request", "Identity not found"), cancellationToken);
    }

    private JsonObject Token(string resource)
    {
        var now = time.GetUtcNow();
        return new JsonObject
        {
            ["access_token"] = provider.IssueToken(resource, ObjectId, TokenLifetime, Claims),
            ["client_id"] = ClientId ?? "00000000-0000-0000-0000-00000000a991",
            ["expires_in"] = Seconds((long)TokenLifetime.TotalSeconds),
            ["expires_on"] = Seconds((now + TokenLifetime).ToUnixTimeSeconds()),
            ["not_before"] = Seconds(now.ToUnixTimeSeconds()),
            ["resource"] = resource,
            ["token_type"] = "Bearer",
        };
    }

    private static string Seconds(long value) => value.ToString(CultureInfo.InvariantCulture);
}
