using System.Net;
using System.Text.Json.Nodes;
using FlowWatch.AwsSimulator.Logs.QueryLanguage;
using FlowWatch.AwsSimulator.Wire;

namespace FlowWatch.AwsSimulator.Logs.Operations;

/// <summary>The errors of CloudWatch Logs.</summary>
internal static class LogsErrors
{
    /// <summary>A parameter that cannot be.</summary>
    public static SimulatedServiceException InvalidParameter(string message) => new("InvalidParameterException", message);

    /// <summary>Something that is not there.</summary>
    public static SimulatedServiceException NotFound(string message) => new("ResourceNotFoundException", message);

    /// <summary>Something that CloudWatch Logs has and the simulator has not; no SDK knows the code.</summary>
    public static SimulatedServiceException Unsupported(string message) => new("UnsupportedBySimulatorException", message, HttpStatusCode.NotImplemented);

    /// <summary>A query that is none, with the place of the problem.</summary>
    public static SimulatedResponse Malformed(MalformedQueryException refusal) => SimulatedResponse.Json(
        new JsonObject
        {
            ["__type"] = "MalformedQueryException",
            ["message"] = refusal.Message,
            ["queryCompileError"] = new JsonObject
            {
                ["message"] = refusal.Message,
                ["location"] = new JsonObject { ["startCharOffset"] = refusal.Location.Start, ["endCharOffset"] = refusal.Location.End },
            },
        },
        HttpStatusCode.BadRequest);
}
