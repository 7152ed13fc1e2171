using System.Diagnostics.CodeAnalysis;
using FlowWatch.Core.Configuration;
using FlowWatch.Core.Targets;
using FlowWatch.Functions.Http.Api;

namespace FlowWatch.Functions.Http;

/// <summary>The name of a target as a parameter.</summary>
internal static class TargetParameter
{
    private const string Name = "target";
    private const string Form = "[A-Za-z0-9][A-Za-z0-9._-]{0,63}";
    private const string Expected = "the name of a target";

    /// <summary>The target, as a filter.</summary>
    public static TypedApiParameter<string> Filter { get; } = ApiParameters.Text(Name, "Only of this target.", Form, Expected);

    /// <summary>The target, where it must be named.</summary>
    public static TypedApiParameter<string> Required { get; } = ApiParameters.Text(Name, "The target.", Form, Expected, isRequired: true);

    /// <summary>The target, in the path.</summary>
    public static TypedApiParameter<string> InPath { get; } = ApiParameters.Text(Name, "The target.", Form, Expected, ApiPlace.Path, isRequired: true);

    /// <summary>Finds a target by name, in any case.</summary>
    /// <param name="settings">The settings.</param>
    /// <param name="name">The name.</param>
    /// <param name="target">The target.</param>
    /// <param name="problem">That there is none.</param>
    public static bool TryFind(FlowWatchSettings settings, string name, [NotNullWhen(true)] out MonitoredTarget? target, [NotNullWhen(false)] out ApiAnswer? problem)
    {
        target = settings.Targets.FirstOrDefault(one => one.Name.Equals(name, StringComparison.OrdinalIgnoreCase));
        problem = target is not null ? null : ApiAnswer.InvalidParameter(Name, $"there is no target '{name}'{Spelling.Suggestion(name, [.. settings.Targets.Select(one => one.Name)])}");
        return target is not null;
    }

    /// <summary>The same, where the target is what is asked for: there being none is "not found", with the name of the parameter.</summary>
    public static bool TryFindNamed(FlowWatchSettings settings, string name, [NotNullWhen(true)] out MonitoredTarget? target, [NotNullWhen(false)] out ApiAnswer? problem)
    {
        if (TryFind(settings, name, out target, out problem)) return true;
        problem = ApiAnswer.Problem(ApiProblemType.NotFound, problem.Detail!, problem.Errors);
        return false;
    }
}
