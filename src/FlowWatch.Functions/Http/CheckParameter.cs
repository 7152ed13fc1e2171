using FlowWatch.Core.Checks;
using FlowWatch.Functions.Http.Api;

namespace FlowWatch.Functions.Http;

/// <summary>The parameters that several operations have in the same sense.</summary>
internal static class CheckParameter
{
    /// <summary>The check, as a filter.</summary>
    public static TypedApiParameter<string> Filter { get; } = ApiParameters.Choice("check", "Only of this check.", CheckRunnerOptions.Checks);

    /// <summary>The check, where it must be named.</summary>
    public static TypedApiParameter<string> Required { get; } = ApiParameters.Choice("check", "The check.", CheckRunnerOptions.Checks, isRequired: true);
}
