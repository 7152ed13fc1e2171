using System.Globalization;
using FlowWatch.SimulatedTargets;

// TARGETS SECONDS AT_ONCE FOLDER: serves that many targets until standard input ends, then prints queries started, the most at once, requests refused.
return args is [var targets, var seconds, var atOnce, var folder]
    ? await SimulatedTargets.ServeAsync(int.Parse(targets, CultureInfo.InvariantCulture), TimeSpan.FromSeconds(double.Parse(seconds, CultureInfo.InvariantCulture)), int.Parse(atOnce, CultureInfo.InvariantCulture), folder)
    : 3;
