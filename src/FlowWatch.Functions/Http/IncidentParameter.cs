using FlowWatch.Core.Incidents;
using FlowWatch.Functions.Http.Api;

namespace FlowWatch.Functions.Http;

/// <summary>The id of an incident as a parameter.</summary>
internal static class IncidentParameter
{
    /// <summary>Whatever cannot be an id names no incident.</summary>
    public static TypedApiParameter<string> Id { get; } = ApiParameters.Text("id", "The id of the incident.", IncidentIds.Pattern, "the id of an incident", ApiPlace.Path, isRequired: true);

    /// <summary>There is none of that id.</summary>
    public static ApiAnswer None { get; } = ApiAnswer.Problem(ApiProblemType.NotFound, "There is no incident of that id; it may be forgotten. incidents lists those that are known.");
}
