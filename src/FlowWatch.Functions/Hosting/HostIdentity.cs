using System.Globalization;
using System.Reflection;

namespace FlowWatch.Functions.Hosting;

/// <summary>Who this process is, in leases, heartbeats and reports.</summary>
/// <param name="Name">Machine and process.</param>
/// <param name="Version">Version of FlowWatch, without the commit.</param>
public sealed record HostIdentity(string Name, string Version)
{
    /// <summary>This process.</summary>
    public static HostIdentity OfThisProcess() => new(
        string.Create(CultureInfo.InvariantCulture, $"{Environment.MachineName}:{Environment.ProcessId}"),
        (typeof(HostIdentity).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "0.0.0").Split('+')[0]);
}
