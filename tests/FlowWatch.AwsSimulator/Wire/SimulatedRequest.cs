using System.Text.Json;
using FlowWatch.AwsSimulator.Identities;
using FlowWatch.AwsSimulator.Policies;

namespace FlowWatch.AwsSimulator.Wire;

/// <summary>A request that has passed authentication, as a service sees it.</summary>
internal sealed class SimulatedRequest(
    WireRequest wire, ISimulatedService service, string action, string region, SimulatedPrincipal? principal, DateTimeOffset receivedAt, string requestId)
{
    private static readonly JsonElement EmptyObject = JsonDocument.Parse("{}").RootElement;
    private JsonElement? json;

    /// <summary>The request as it came.</summary>
    public WireRequest Wire { get; } = wire;

    /// <summary>The operation, such as <c>StartQuery</c>.</summary>
    public string Action { get; } = action;

    /// <summary>The region of the signature's scope; of an unsigned request, <c>us-east-1</c>.</summary>
    public string Region { get; } = region;

    /// <summary>When the request came, by the simulator's time.</summary>
    public DateTimeOffset ReceivedAt { get; } = receivedAt;

    /// <summary>The id that the answer carries.</summary>
    public string RequestId { get; } = requestId;

    /// <summary>Who asks.</summary>
    /// <exception cref="SimulatedServiceException">The request is not signed.</exception>
    public SimulatedPrincipal Principal =>
        principal ?? throw Failure(CommonFailure.MissingAuthentication, "Request is missing Authentication Token");

    /// <summary>The account of the one who asks.</summary>
    public string Account => Principal.Account;

    /// <summary>The form of a query protocol.</summary>
    public FormParameters Form => Wire.Form;

    /// <summary>The JSON object in the body; an empty body is an empty object.</summary>
    /// <exception cref="SimulatedServiceException">The body is no JSON object.</exception>
    public JsonElement Json => json ??= ReadJson();

    /// <summary>An exception with the code and status that the service's protocol has for a failure.</summary>
    public SimulatedServiceException Failure(CommonFailure failure, string message)
    {
        var (code, status) = service.Protocol.CodeOf(failure);
        return new SimulatedServiceException(code, message, status);
    }

    /// <summary>Goes on only if the principal's own policies allow an action on a resource.</summary>
    /// <param name="permission">The IAM action, such as <c>logs:StartQuery</c>.</param>
    /// <param name="resource">The ARN, or <c>*</c> for actions that have no resource.</param>
    /// <exception cref="SimulatedServiceException">Access is denied, with the service's own code.</exception>
    public void Demand(string permission, string resource)
    {
        var decision = Principal.Decide(Question(permission, resource));
        if (decision != PolicyDecision.Allowed) throw Denied(permission, resource, decision);
    }

    /// <summary>A question for policies, with the values of condition keys that the request has.</summary>
    /// <param name="permission">The IAM action.</param>
    /// <param name="resource">The ARN, or <c>*</c>.</param>
    /// <param name="keys">Condition keys of the action, beside those of every request; null values are keys that are missing.</param>
    public PolicyQuestion Question(string permission, string resource, params IEnumerable<KeyValuePair<string, string?>> keys)
    {
        // Requests count as sent over TLS from one address of the range for documentation.
        var context = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase)
        {
            ["aws:SecureTransport"] = "true",
            ["aws:SourceIp"] = "203.0.113.10",
            ["aws:RequestedRegion"] = Region,
        };
        foreach (var (key, value) in Principal.Context()) context[key] = value;
        foreach (var (key, value) in keys)
        {
            if (value is not null) context[key] = value;
        }

        return new PolicyQuestion(permission, resource, context);
    }

    /// <summary>Access denied, in the words of AWS.</summary>
    public SimulatedServiceException Denied(string permission, string resource, PolicyDecision decision)
    {
        var reason = decision == PolicyDecision.ExplicitlyDenied
            ? "with an explicit deny in an identity-based policy"
            : $"because no identity-based policy allows the {permission} action";
        var on = resource == "*" ? "" : $" on resource: {resource}";
        return Failure(CommonFailure.AccessDenied, $"User: {Principal.Arn} is not authorized to perform: {permission}{on} {reason}");
    }

    private JsonElement ReadJson()
    {
        if (Wire.Body.IsEmpty) return EmptyObject;
        try
        {
            using var document = JsonDocument.Parse(Wire.Body);
            if (document.RootElement.ValueKind == JsonValueKind.Object) return document.RootElement.Clone();
        }
        catch (JsonException)
        {
            // Falls through to the refusal below.
        }

        throw Failure(CommonFailure.Malformed, "The body is not a JSON object.");
    }
}
