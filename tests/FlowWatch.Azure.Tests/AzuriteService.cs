using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace FlowWatch.Azure.Tests;

/// <summary>
/// One service of Azurite, Microsoft's storage emulator, started once for the tests that need it. It is found through FLOWWATCH_AZURITE
/// (path of its <c>azurite-table</c>, beside which the other services lie), in artifacts/npm, or on the PATH; <c>.ci/run</c> installs it.
/// Without it those tests are skipped, and say so.
/// </summary>
public abstract class AzuriteService : IDisposable
{
    private readonly Process? process;
    private readonly string folder = Directory.CreateTempSubdirectory("flowwatch-azurite-").FullName;

    /// <summary>Starts it.</summary>
    /// <param name="service">The service: <c>table</c> or <c>blob</c>.</param>
    /// <param name="endpoint">What a connection string calls its endpoint.</param>
    /// <param name="wanted">The port; null for any that is free. It is not started where something else listens there.</param>
    protected AzuriteService(string service, string endpoint, int? wanted)
    {
        if (Find($"azurite-{service}") is not { } command || (wanted is { } taken && !IsFree(taken))) return;
        var port = wanted ?? FreePort();
        ConnectionString = $"DefaultEndpointsProtocol=http;AccountName=devstoreaccount1;AccountKey={DevelopmentKey};{endpoint}=http://127.0.0.1:{port}/devstoreaccount1;";
        process = Process.Start(new ProcessStartInfo(command, [$"--{service}Host", "127.0.0.1", $"--{service}Port", $"{port}", "--location", folder, "--silent", "--skipApiVersionCheck", "--disableTelemetry"])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        // It says where it listens when it does.
        while (process.StandardOutput.ReadLine() is { } line && !line.Contains("successfully", StringComparison.OrdinalIgnoreCase))
        {
        }
    }

    /// <summary>Null where there is no Azurite on this machine, or its port is taken.</summary>
    public string? ConnectionString { get; }

    /// <summary>The public key of the development account: learn.microsoft.com, "Use the Azurite emulator".</summary>
    private static string DevelopmentKey => "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==";

    public void Dispose()
    {
        GC.SuppressFinalize(this);
        process?.Kill(entireProcessTree: true);
        process?.WaitForExit();
        process?.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    private static string? Find(string command)
    {
        if (Environment.GetEnvironmentVariable("FLOWWATCH_AZURITE") is { Length: > 0 } given) return Path.Combine(Path.GetDirectoryName(given)!, command);
        var root = AppContext.BaseDirectory;
        while (root is not null && !File.Exists(Path.Combine(root, "FlowWatch.sln"))) root = Path.GetDirectoryName(root);
        var folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .Prepend(Path.Combine(root ?? ".", "artifacts", "npm", "node_modules", ".bin"));
        return folders.Select(one => Path.Combine(one, command)).FirstOrDefault(File.Exists);
    }

    private static bool IsFree(int port)
    {
        try
        {
            using var listener = new TcpListener(IPAddress.Loopback, port);
            listener.Start();
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
