using System.Diagnostics;
using System.Globalization;

namespace FlowWatch.Cli.Tests;

public sealed class HangUpTests
{
    [Theory]
    [InlineData("HUP")]
    [InlineData("TERM")]
    [InlineData("INT")]
    public async Task Serve_Signalled_EndsInOrderAndLeavesNothingBehind(string signal)
    {
        if (OperatingSystem.IsWindows()) return;
        using var folder = new TemporaryFolder();
        using var process = Start(folder, []);
        while (await process.StandardOutput.ReadLineAsync() is { } line && !line.StartsWith("key: ", StringComparison.Ordinal))
        {
        }

        await SignalAsync(process, signal);

        Assert.Equal((0, ""), (process.ExitCode, string.Join(' ', folder.Names.Where(name => name.StartsWith("flowwatch", StringComparison.Ordinal)))));
    }

    [Fact]
    public async Task Serve_StartedToOutliveItsTerminal_GoesOn()
    {
        if (OperatingSystem.IsWindows()) return;
        using var folder = new TemporaryFolder();
        using var process = Start(folder, ["nohup"]);
        var lines = new List<string>();
        while (await process.StandardOutput.ReadLineAsync() is { } line && !line.StartsWith("key: ", StringComparison.Ordinal)) lines.Add(line);
        using (var hangUp = Process.Start("kill", ["-HUP", Id(process)])!) await hangUp.WaitForExitAsync();

        // It answers after the signal: it is still there.
        using var http = new HttpClient();
        var address = lines.Single(line => line.StartsWith("listening: ", StringComparison.Ordinal))["listening: ".Length..];
        Assert.Equal(System.Net.HttpStatusCode.OK, (await http.GetAsync(new Uri($"{address}/health/live"))).StatusCode);
        await SignalAsync(process, "TERM");
    }

    private static Process Start(TemporaryFolder folder, string[] before)
    {
        string[] line = [.. before, "dotnet", Path.Combine(AppContext.BaseDirectory, "flowwatch.dll"), "serve", "--demo", "--port", "0", "--quiet"];
        var start = new ProcessStartInfo(line[0], line[1..]) { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = folder.File("") };
        start.Environment["TMPDIR"] = folder.File("");
        return Process.Start(start)!;
    }

    private static async Task SignalAsync(Process process, string signal)
    {
        using (var kill = Process.Start("kill", [$"-{signal}", Id(process)])!) await kill.WaitForExitAsync();
        await Task.WhenAll(process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
    }

    private static string Id(Process process) => process.Id.ToString(CultureInfo.InvariantCulture);
}
