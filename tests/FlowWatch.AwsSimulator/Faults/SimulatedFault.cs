using System.Net;
using FlowWatch.AwsSimulator.Wire;

namespace FlowWatch.AwsSimulator.Faults;

/// <summary>Something that goes wrong.</summary>
public sealed class SimulatedFault
{
    private SimulatedFault(FaultKind kind) => Kind = kind;

    /// <summary>Throttling, with the code and status the service itself uses. The request is not carried out.</summary>
    public static SimulatedFault Throttled { get; } = Common(CommonFailure.Throttled);

    /// <summary>A quota is used up: <c>LimitExceededException</c> of CloudWatch Logs, <c>LimitExceeded</c> elsewhere.</summary>
    public static SimulatedFault LimitExceeded { get; } = Common(CommonFailure.LimitExceeded);

    /// <summary>Status 500, with the service's own code.</summary>
    public static SimulatedFault InternalError { get; } = Common(CommonFailure.InternalError);

    /// <summary>Status 503, with the service's own code. With a scope of one service, a partial outage.</summary>
    public static SimulatedFault Unavailable { get; } = Common(CommonFailure.Unavailable);

    /// <summary>Access denied, with the service's own code, whatever the policies say.</summary>
    public static SimulatedFault AccessDenied { get; } = Common(CommonFailure.AccessDenied);

    /// <summary>The temporary keys have ended, with the service's own code, before the time that was said.</summary>
    public static SimulatedFault ExpiredToken { get; } = Common(CommonFailure.ExpiredToken);

    /// <summary>No answer comes until the client gives up.</summary>
    public static SimulatedFault NeverAnswered { get; } = new(FaultKind.NeverAnswered);

    /// <summary>The connection is reset; the request is not carried out.</summary>
    public static SimulatedFault ConnectionReset { get; } = new(FaultKind.ConnectionReset);

    /// <summary>The request is carried out, half the answer's body is sent, and the connection is closed.</summary>
    public static SimulatedFault TruncatedBody { get; } = new(FaultKind.TruncatedBody);

    /// <summary>The request is carried out, and status 200 comes with an HTML page that breaks off, as of a proxy in between.</summary>
    public static SimulatedFault GarbageBody { get; } =
        OtherBody("<html><head><title>502 Bad Gateway</title></head><body>upstream said nothing</body>");

    internal FaultKind Kind { get; }

    internal CommonFailure Failure { get; private init; }

    internal ErrorCode Code { get; private init; }

    internal string Message { get; private init; } = "";

    internal TimeSpan Delay { get; private init; }

    /// <summary>Whether a request must be signed rightly to get as far as this error.</summary>
    internal bool NeedsAuthentication =>
        Kind == FaultKind.CommonError && Failure is not (CommonFailure.InternalError or CommonFailure.Unavailable);

    /// <summary>The answer comes late, by the simulator's time.</summary>
    public static SimulatedFault Slow(TimeSpan delay) => new(FaultKind.Slow) { Delay = delay };

    /// <summary>An error with a code and status of its own, in the service's form. The request is not carried out.</summary>
    public static SimulatedFault Error(string code, HttpStatusCode status, string message = "An error was asked for.") =>
        new(FaultKind.OwnError) { Code = new ErrorCode(code, status), Message = message };

    /// <summary>The request is carried out, and status 200 comes with another body than the service's answer.</summary>
    public static SimulatedFault OtherBody(string body) => new(FaultKind.OtherBody) { Message = body };

    private static SimulatedFault Common(CommonFailure failure) => new(FaultKind.CommonError) { Failure = failure };
}
