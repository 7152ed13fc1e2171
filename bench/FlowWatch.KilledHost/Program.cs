using System.Globalization;
using FlowWatch.KilledHost;

// traffic FOLDER STEP: that step's records arrive. run FOLDER STATE FIRST LAST: the check at each step. print FOLDER STATE: what came of it.
return args switch
{
    ["traffic", var folder, var step] => Traffic.Write(folder, int.Parse(step, CultureInfo.InvariantCulture)),
    ["run", var folder, var state, var first, var last] => await new Host(folder, state).RunAsync(int.Parse(first, CultureInfo.InvariantCulture), int.Parse(last, CultureInfo.InvariantCulture)),
    ["print", var folder, var state] => await new Host(folder, state).PrintAsync(),
    _ => 3,
};
