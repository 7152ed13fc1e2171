namespace FlowWatch.Functions.Http.Api;

/// <summary>A sort of error. Its type never changes its meaning: programs may tell errors apart by it.</summary>
/// <param name="Name">The last part of the type: <c>invalid-parameter</c>.</param>
/// <param name="Status">HTTP status.</param>
/// <param name="Title">What it is, the same for every occurrence.</param>
public sealed record ApiProblemType(string Name, int Status, string Title)
{
    /// <summary>A parameter is missing, unknown, given twice or not what it must be; <c>errors</c> tells which and why.</summary>
    public static ApiProblemType InvalidParameter { get; } = new("invalid-parameter", 400, "A parameter cannot be used.");

    /// <summary>The body is missing or cannot be read; <c>errors</c> tells where.</summary>
    public static ApiProblemType InvalidBody { get; } = new("invalid-body", 400, "The body cannot be used.");

    /// <summary>The key is missing or wrong. The Functions host answers this without a body.</summary>
    public static ApiProblemType Unauthorized { get; } = new("unauthorized", 401, "A key is needed.");

    /// <summary>The form was sent by a page of another site.</summary>
    public static ApiProblemType CrossSite { get; } = new("cross-site", 403, "The form comes from another site.");

    /// <summary>There is nothing of that name.</summary>
    public static ApiProblemType NotFound { get; } = new("not-found", 404, "There is no such thing.");

    /// <summary>The route does not take this method.</summary>
    public static ApiProblemType MethodNotAllowed { get; } = new("method-not-allowed", 405, "The route does not take this method.");

    /// <summary>Nothing is watched, so there is nothing to run.</summary>
    public static ApiProblemType NoTargets { get; } = new("no-targets", 409, "Nothing is watched.");

    /// <summary>It cannot be done with an incident of this status.</summary>
    public static ApiProblemType IncidentStatus { get; } = new("incident-status", 409, "The incident does not stand so.");

    /// <summary>There is a suppression of that name for the same targets.</summary>
    public static ApiProblemType SuppressionExists { get; } = new("suppression-exists", 409, "There is such a suppression.");

    /// <summary>There are as many suppressions as are kept.</summary>
    public static ApiProblemType TooManySuppressions { get; } = new("too-many-suppressions", 409, "There are too many suppressions.");

    /// <summary>It stands in the configuration and is changed there.</summary>
    public static ApiProblemType OfConfiguration { get; } = new("of-configuration", 409, "It stands in the configuration.");

    /// <summary>It has changed since it was read: If-Match names another version.</summary>
    public static ApiProblemType Changed { get; } = new("changed", 412, "It has changed meanwhile.");

    /// <summary>The body has more bytes than are taken.</summary>
    public static ApiProblemType BodyTooLarge { get; } = new("body-too-large", 413, "The body is too large.");

    /// <summary>What is asked for lacks something or contradicts itself; <c>errors</c> tells by member of the body.</summary>
    public static ApiProblemType InvalidMember { get; } = new("invalid-member", 422, "A member of the body cannot be used.");

    /// <summary>A suppression covers very much; <c>errors</c> tells why, and <c>force</c> adds it all the same.</summary>
    public static ApiProblemType TooBroad { get; } = new("suppression-too-broad", 422, "The suppression covers very much.");

    /// <summary>The Idempotency-Key was used before, for something else.</summary>
    public static ApiProblemType KeyReused { get; } = new("idempotency-key-reused", 422, "The Idempotency-Key stands for another request.");

    /// <summary>Too many runs wait; come back after Retry-After.</summary>
    public static ApiProblemType TooManyRuns { get; } = new("too-many-runs", 429, "Too many runs wait.");

    /// <summary>Too many questions are being answered; come back after Retry-After.</summary>
    public static ApiProblemType TooManyQuestions { get; } = new("too-many-questions", 429, "Too many questions are being answered.");

    /// <summary>AWS refused, or has nothing of that name; the detail names the action and what it was tried on.</summary>
    public static ApiProblemType AwsRefused { get; } = new("aws-refused", 502, "AWS refused.");

    /// <summary>AWS did not answer in time, or the question takes too long.</summary>
    public static ApiProblemType TimedOut { get; } = new("timed-out", 504, "No answer in time.");

    /// <summary>A bug in FlowWatch; the log has more under the same trace id.</summary>
    public static ApiProblemType Internal { get; } = new("internal-error", 500, "FlowWatch failed.");

    /// <summary>The configuration cannot be used; <c>errors</c> tells why.</summary>
    public static ApiProblemType ConfigurationInvalid { get; } = new("configuration-invalid", 503, "The configuration cannot be used.");

    /// <summary>The state cannot be read or written for now.</summary>
    public static ApiProblemType StateUnavailable { get; } = new("state-unavailable", 503, "The state cannot be used.");

    /// <summary>The host is stopping; come back after Retry-After.</summary>
    public static ApiProblemType Stopping { get; } = new("stopping", 503, "The host is stopping.");

    /// <summary>All of them.</summary>
    public static IReadOnlyList<ApiProblemType> All { get; } =
        [InvalidParameter, InvalidBody, Unauthorized, CrossSite, NotFound, MethodNotAllowed, NoTargets, IncidentStatus, SuppressionExists, TooManySuppressions, OfConfiguration, Changed, BodyTooLarge, InvalidMember, TooBroad, KeyReused, TooManyRuns, TooManyQuestions, Internal, AwsRefused, ConfigurationInvalid, StateUnavailable, Stopping, TimedOut];

    /// <summary>The type as RFC 9457 has it.</summary>
    public string Uri => $"urn:flowwatch:problem:{Name}";
}
