namespace FlowWatch.Core.Tests.Checks.Running;

/// <summary>The process is no more: whoever meets this never went on.</summary>
internal sealed class KilledException() : Exception("The process was killed.");
