using System.Reflection;

namespace FlowWatch.Cli.Serve;

/// <summary>A function that runs on a schedule.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Code">What runs.</param>
/// <param name="Schedule">Second, minute, hour, day, month, day of week; UTC.</param>
internal sealed record TimerFunction(string Name, MethodInfo Code, string Schedule);
