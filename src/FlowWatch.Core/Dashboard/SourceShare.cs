using FlowWatch.Core.Findings;

namespace FlowWatch.Core.Dashboard;

/// <summary>A source and its open incidents.</summary>
/// <param name="Source">The address, or what a log gave for one.</param>
/// <param name="Incidents">How many.</param>
/// <param name="Severity">The highest severity of them.</param>
public sealed record SourceShare(string Source, int Incidents, Severity Severity);
