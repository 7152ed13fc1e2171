using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text.Json;

namespace FlowWatch.EndToEnd.Tests.Serve;

/// <summary><c>flowwatch serve</c> as a process of its own, with real time. Whatever is waited for has a bound.</summary>
internal sealed class ServeProcess : IAsyncDisposable
{
    /// <summary>Much longer than anything takes; a test that meets it has failed.</summary>
    private static readonly TimeSpan Bound = TimeSpan.FromMinutes(4);

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    private readonly Process process;
    private readonly Lock gate = new();
    private readonly List<string> lines = [];
    private readonly Task reading;
    private readonly HttpClient http = new();

    private ServeProcess(Process process)
    {
        this.process = process;
        reading = Task.WhenAll(ReadAsync(process.StandardOutput), ReadAsync(process.StandardError));
    }

    /// <summary>Everything it printed so far.</summary>
    public string Printed
    {
        get
        {
            lock (gate) return string.Join('\n', lines);
        }
    }

    /// <summary>Starts it, and waits until it listens.</summary>
    /// <param name="folder">The folder it is started in, and its home.</param>
    /// <param name="variables">Environment variables; none of the AWS ones of this process are passed on.</param>
    /// <param name="arguments">What comes after <c>serve</c>.</param>
    public static async Task<ServeProcess> StartAsync(string folder, IReadOnlyDictionary<string, string> variables, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "flowwatch.dll"), "serve", "--port", "0", .. arguments])
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var name in start.Environment.Keys.Where(name => name.StartsWith("AWS_", StringComparison.Ordinal) || name.StartsWith("FlowWatch", StringComparison.OrdinalIgnoreCase)).ToList()) start.Environment.Remove(name);
        start.Environment["HOME"] = folder;
        foreach (var (name, value) in variables) start.Environment[name] = value;
        var served = new ServeProcess(Process.Start(start)!);
        await served.UntilAsync("it listens", () => Task.FromResult(served.After("Watching ") is not null));
        served.http.BaseAddress = new Uri(served.After("listening: ")!.Replace("/api", "", StringComparison.Ordinal));
        served.http.DefaultRequestHeaders.Add("x-functions-key", served.After("key: "));
        return served;
    }

    /// <summary>All items of a list.</summary>
    public async Task<List<JsonElement>> ListAsync(string path)
    {
        var all = new List<JsonElement>();
        for (var next = path; next is not null;)
        {
            var page = await JsonAsync(next);
            all.AddRange(page.GetProperty("value").EnumerateArray());
            next = page.GetProperty("nextLink").GetString();
        }

        return all;
    }

    /// <summary>The JSON at a path, which must be there.</summary>
    public async Task<JsonElement> JsonAsync(string path)
    {
        using var response = await http.GetAsync(path);
        var text = await response.Content.ReadAsStringAsync();
        Assert.True(response.StatusCode == HttpStatusCode.OK, $"{path}: {(int)response.StatusCode}: {text}\n{Printed}");
        using var document = JsonDocument.Parse(text);
        return document.RootElement.Clone();
    }

    /// <summary>Waits until something holds; fails where it does not within the bound, or the process ends.</summary>
    public async Task UntilAsync(string what, Func<Task<bool>> holds)
    {
        var begun = TimeProvider.System.GetTimestamp();
        while (!await holds())
        {
            Assert.False(process.HasExited, $"serve ended while it was waited until {what}:\n{Printed}");
            Assert.True(TimeProvider.System.GetElapsedTime(begun) < Bound, $"waited in vain until {what}:\n{Printed}");
            await Task.Delay(Pause, TimeProvider.System);
        }
    }

    /// <summary>What follows a prefix in the first line that has it; null where none has.</summary>
    public string? After(string prefix)
    {
        lock (gate) return lines.FirstOrDefault(line => line.StartsWith(prefix, StringComparison.Ordinal))?[prefix.Length..];
    }

    /// <summary>kill -9.</summary>
    public async Task KillAsync()
    {
        process.Kill();
        await process.WaitForExitAsync();
    }

    /// <summary>Asks it to stop, as a service manager does, and waits until it has.</summary>
    /// <returns>Its exit code.</returns>
    public async Task<int> StopAsync()
    {
        using (var signal = Process.Start("kill", ["-TERM", process.Id.ToString(CultureInfo.InvariantCulture)])) await signal.WaitForExitAsync();
        await process.WaitForExitAsync().WaitAsync(Bound);
        await reading;
        return process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited) await KillAsync();
        await reading;
        http.Dispose();
        process.Dispose();
    }

    private async Task ReadAsync(StreamReader from)
    {
        while (await from.ReadLineAsync() is { } line)
        {
            lock (gate) lines.Add(line);
        }
    }
}
