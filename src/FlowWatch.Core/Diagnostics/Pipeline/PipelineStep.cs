namespace FlowWatch.Core.Diagnostics.Pipeline;

/// <summary>One step of the way, as it was found.</summary>
/// <param name="Id">Its id, short kebab words: <c>delivery-role</c>.</param>
/// <param name="Title">A few words.</param>
/// <param name="Verdict">What it came to.</param>
/// <param name="What">What was found, in a sentence.</param>
/// <param name="Evidence">What that stands on.</param>
/// <param name="Fix">What to do about it; null where it is as it must be.</param>
/// <param name="Command">A command that does it, or looks closer; null where there is none.</param>
public sealed record PipelineStep(string Id, string Title, PipelineVerdict Verdict, string What, string Evidence, string? Fix = null, string? Command = null);
