using System.Diagnostics;
using FlowWatch.Core.Runs;

namespace FlowWatch.Functions.Hosting;

/// <summary>A run that somebody asked for and that has not begun.</summary>
/// <param name="Run">The run as it is remembered until it begins.</param>
/// <param name="Trace">The trace of the request.</param>
internal sealed record RequestedRun(RunRecord Run, ActivityContext Trace);
