using System.Diagnostics;

namespace FlowWatch.Cli.Tests;

/// <summary>A run of the command as a process of its own: for what cloud libraries read from the environment of their process.</summary>
internal static class CommandProcess
{
    /// <summary>Runs it to its end.</summary>
    /// <param name="variables">Environment variables beside those of this process; null takes one away.</param>
    /// <param name="arguments">The command line.</param>
    public static async Task<(int ExitCode, string Output, string Error)> RunAsync(IReadOnlyDictionary<string, string?> variables, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "flowwatch.dll"), .. arguments]) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var (name, value) in variables) start.Environment[name] = value;
        using var process = Process.Start(start)!;
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        return (process.ExitCode, await output, await error);
    }
}
