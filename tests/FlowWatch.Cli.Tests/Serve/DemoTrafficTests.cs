using System.Globalization;
using FlowWatch.Cli.Serve;
using Microsoft.Extensions.Time.Testing;

namespace FlowWatch.Cli.Tests.Serve;

public sealed class DemoTrafficTests : IAsyncLifetime, IDisposable
{
    private const string FirstFile = "demo_20260105T120030Z.log";

    private static readonly DateTimeOffset Start = new(2026, 1, 5, 12, 0, 30, TimeSpan.Zero);

    private readonly FakeTimeProvider time = new(Start);
    private readonly string folder = Directory.CreateTempSubdirectory("flowwatch-demo-test-").FullName;
    private readonly DemoTraffic traffic;

    public DemoTrafficTests() => traffic = new DemoTraffic(folder, time);

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await traffic.DisposeAsync();

    public void Dispose()
    {
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task StartAsync_AtOnce_WritesWhatHasPassedAndNothingOfTheFuture()
    {
        await traffic.StartAsync(default);

        var (header, ends) = Read(FirstFile);
        Assert.StartsWith("version account-id ", header, StringComparison.Ordinal);
        Assert.InRange(ends.Max(), Start.AddSeconds(-30).ToUnixTimeSeconds(), Start.ToUnixTimeSeconds());
        Assert.InRange(ends.Min(), (Start - DemoSettings.History).AddMinutes(-1).ToUnixTimeSeconds(), (Start - DemoSettings.History).AddMinutes(2).ToUnixTimeSeconds());
        Assert.Equal(Start.UtcDateTime, File.GetLastWriteTimeUtc(Path.Combine(folder, FirstFile)));
    }

    [Fact]
    public async Task Loop_TenSecondsLater_WritesOnlyWhatEndedMeanwhile()
    {
        const string SecondFile = "demo_20260105T120040Z.log";
        await traffic.StartAsync(default);
        var written = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var watcher = new FileSystemWatcher(folder);
        watcher.Renamed += (_, file) =>
        {
            if (file.Name == SecondFile) written.TrySetResult();
        };
        watcher.EnableRaisingEvents = true;

        time.Advance(TimeSpan.FromSeconds(10));
        await written.Task;

        Assert.All(Read(SecondFile).Ends, end => Assert.InRange(end, Start.ToUnixTimeSeconds() + 1, Start.ToUnixTimeSeconds() + 10));
        Assert.Equal(2, Directory.GetFiles(folder, "*.log").Length);
    }

    [Fact]
    public async Task StartAsync_FilesOfMoreThanAnHourAgo_AreRemoved()
    {
        var (old, recent) = (Path.Combine(folder, "old.log"), Path.Combine(folder, "recent.log"));
        foreach (var (path, age) in new[] { (old, 61), (recent, 59) })
        {
            await File.WriteAllTextAsync(path, "");
            File.SetLastWriteTimeUtc(path, Start.AddMinutes(-age).UtcDateTime);
        }

        await traffic.StartAsync(default);

        Assert.Equal((false, true), (File.Exists(old), File.Exists(recent)));
    }

    [Fact]
    public async Task StartAsync_TheSameTime_WritesTheSame()
    {
        await traffic.StartAsync(default);
        var first = await File.ReadAllTextAsync(Path.Combine(folder, FirstFile));
        File.Delete(Path.Combine(folder, FirstFile));
        await using var again = new DemoTraffic(folder, time);

        await again.StartAsync(default);

        Assert.Equal(first, await File.ReadAllTextAsync(Path.Combine(folder, FirstFile)));
    }

    private (string Header, IReadOnlyList<long> Ends) Read(string name)
    {
        var lines = File.ReadAllLines(Path.Combine(folder, name));
        var end = Array.IndexOf(lines[0].Split(' '), "end");
        return (lines[0], [.. lines.Skip(1).Select(line => long.Parse(line.Split(' ')[end], CultureInfo.InvariantCulture))]);
    }
}
