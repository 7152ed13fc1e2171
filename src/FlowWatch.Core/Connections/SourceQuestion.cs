using FlowWatch.Core.Queries;

namespace FlowWatch.Core.Connections;

/// <summary>
/// What a detection wants to know of every source, and the cheap condition under which it wants to look closer. The check
/// merges the questions of all detections into one query. The condition may let too many through, never too few.
/// </summary>
/// <param name="Measures">Measures over the oriented rows of a source; names must be the detection's own.</param>
/// <param name="CouldMatter">A condition over those measures.</param>
public sealed record SourceQuestion(IReadOnlyList<FlowMeasure> Measures, FlowExpression CouldMatter);
