using System.Globalization;
using System.Net;
using System.Text;
using FlowWatch.AwsSimulator.Faults;
using FlowWatch.AwsSimulator.Signing;
using FlowWatch.AwsSimulator.Wire;

namespace FlowWatch.AwsSimulator.Server;

/// <summary>From a request to its answer: which service, who asks, which faults, what the service says.</summary>
internal sealed class RequestPipeline(
    IReadOnlyList<ISimulatedService> services, RequestAuthenticator authenticator, SimulatedFaults faults, RequestLog log, SimulatedAwsOptions options)
{
    private const string GlobalRegion = "us-east-1";
    private int requestCounter;

    /// <summary>Answers a request.</summary>
    /// <returns>The answer and what happens to it on the wire.</returns>
    public async Task<(SimulatedResponse Response, FaultKind? OnTheWire)> AnswerAsync(WireRequest request, CancellationToken cancellationToken)
    {
        var scope = SignatureScope.Parse(request.Header("authorization"));
        var service = ServiceOf(request, scope);
        var protocol = service.Protocol;
        var action = protocol.ActionOf(request);
        var requestId = NextRequestId();

        var (authentication, refusal) = Authenticate(request, scope, service, action);
        log.Add(new RecordedRequest(
            service.SigningName, action, authentication?.Principal.Arn, authentication?.Principal.Account, scope?.Region, options.Time.GetUtcNow()));

        var (delay, fault) = faults.Meet(
            service.SigningName, action, authentication?.Principal.Account, scope?.Region, authenticated: refusal is null);
        if (delay > TimeSpan.Zero) await Task.Delay(delay, options.Time, cancellationToken).ConfigureAwait(false);

        SimulatedResponse response;
        try
        {
            if (fault?.Kind == FaultKind.NeverAnswered) await Task.Delay(Timeout.InfiniteTimeSpan, options.Time, cancellationToken).ConfigureAwait(false);
            if (fault?.Kind == FaultKind.ConnectionReset) return (SimulatedResponse.Empty(), FaultKind.ConnectionReset);
            ThrowIfError(fault, service, action, authentication);
            if (refusal is not null) throw refusal;
            if (action is null) throw Common(protocol, CommonFailure.UnknownAction, "The request names no operation.");

            var verified = authentication is null ? request : request with { Body = authentication.Body };
            var simulated = new SimulatedRequest(
                verified, service, action, scope?.Region ?? GlobalRegion, authentication?.Principal, options.Time.GetUtcNow(), requestId);
            response = await service.AnswerAsync(simulated, cancellationToken).ConfigureAwait(false);
        }
        catch (SimulatedServiceException error)
        {
            response = protocol.Render(error, request, requestId);
        }

        response = response with { Headers = new Dictionary<string, string>(response.Headers) { [protocol.RequestIdHeader] = requestId } };
        return fault?.Kind switch
        {
            FaultKind.OtherBody => (new SimulatedResponse(HttpStatusCode.OK, "text/html", Encoding.UTF8.GetBytes(fault.Message)), null),
            FaultKind.TruncatedBody => (response, FaultKind.TruncatedBody),
            _ => (response, null),
        };
    }

    private static SimulatedServiceException Common(IWireProtocol protocol, CommonFailure failure, string message)
    {
        var (code, status) = protocol.CodeOf(failure);
        return new SimulatedServiceException(code, message, status);
    }

    private static void ThrowIfError(SimulatedFault? fault, ISimulatedService service, string? action, Authentication? authentication)
    {
        if (fault?.Kind == FaultKind.OwnError) throw new SimulatedServiceException(fault.Code.Code, fault.Message, fault.Code.Status);
        if (fault?.Kind != FaultKind.CommonError) return;
        throw Common(service.Protocol, fault.Failure, fault.Failure switch
        {
            CommonFailure.Throttled => "Rate exceeded",
            CommonFailure.LimitExceeded => "Resource limit exceeded.",
            CommonFailure.InternalError => "The request processing has failed because of an unknown error, exception or failure.",
            CommonFailure.Unavailable => "The request has failed due to a temporary failure of the server.",
            CommonFailure.ExpiredToken => "The security token included in the request is expired",
            _ => $"User: {authentication?.Principal.Arn} is not authorized to perform: {service.PermissionPrefix}:{action}",
        });
    }

    private (Authentication? Authentication, SimulatedServiceException? Refusal) Authenticate(
        WireRequest request, SignatureScope? scope, ISimulatedService service, string? action)
    {
        var signed = request.Header("authorization") is not null;
        if (!signed && action is not null && service.TakesUnsigned(action)) return (null, null);
        try
        {
            var signingNow = options.SigningTime.GetUtcNow() + faults.ClockSkew;
            return (authenticator.Authenticate(request, scope, service.Protocol, signingNow, options.Time.GetUtcNow()), null);
        }
        catch (SimulatedServiceException refusal)
        {
            return (null, refusal);
        }
    }

    /// <summary>
    /// The service a request is for. On AWS the host says it; here all services have one host, so the signature's scope does,
    /// and for a request without one the operation it names.
    /// </summary>
    private ISimulatedService ServiceOf(WireRequest request, SignatureScope? scope)
    {
        if (scope is not null && services.FirstOrDefault(service => service.SigningName == scope.Service) is { } signedFor) return signedFor;
        return services.FirstOrDefault(service => service.Protocol.ActionOf(request) is { } action && service.TakesUnsigned(action))
            ?? services.FirstOrDefault(service => service.Protocol.ActionOf(request) is not null)
            ?? services[0];
    }

    private string NextRequestId()
    {
        var number = Interlocked.Increment(ref requestCounter);
        return "00000000-0000-4000-8000-" + number.ToString("x12", CultureInfo.InvariantCulture);
    }
}
