using FlowWatch.Core.Suppressions;
using FlowWatch.Functions.Http.Api;

namespace FlowWatch.Functions.Http;

/// <summary>The id of a suppression as a parameter.</summary>
internal static class SuppressionParameter
{
    /// <summary>Whatever cannot be an id names no suppression.</summary>
    public static TypedApiParameter<string> Id { get; } = ApiParameters.Text("id", "The id of the suppression.", SuppressionId.Form, "the id of a suppression", ApiPlace.Path, isRequired: true);

    /// <summary>There is none of that id.</summary>
    public static ApiAnswer None { get; } = ApiAnswer.Problem(ApiProblemType.NotFound, "There is no suppression of that id. suppressions lists those there are.");
}
