using System.Globalization;
using System.Text;
using FlowWatch.Local.Generation;
using Microsoft.Extensions.Hosting;

namespace FlowWatch.Cli.Serve;

/// <summary>
/// Writes made-up traffic into a folder as if it happened now: what has passed since <see cref="DemoSettings.History"/> at once, the rest in
/// files of ten seconds. Every twenty minutes hold each kind of incident once.
/// </summary>
/// <param name="folder">The folder; it exists.</param>
/// <param name="time">Tells the time.</param>
internal sealed class DemoTraffic(string folder, TimeProvider time) : IHostedService, IAsyncDisposable
{
    private const int EndField = 11;

    private static readonly TimeSpan Step = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Kept = TimeSpan.FromHours(1);

    private readonly Queue<string> records = new();
    private readonly CancellationTokenSource stopping = new();
    private DateTimeOffset until;
    private int seed;
    private Task loop = Task.CompletedTask;

    /// <summary>Writes what has passed, and begins to write the rest.</summary>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        until = new DateTimeOffset(now.UtcTicks - (now.UtcTicks % TimeSpan.TicksPerMinute), TimeSpan.Zero) - DemoSettings.History;
        await Task.Run(Write, cancellationToken).ConfigureAwait(false);
        loop = LoopAsync();
    }

    /// <inheritdoc/>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await stopping.CancelAsync().ConfigureAwait(false);
        await loop.ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await StopAsync(CancellationToken.None).ConfigureAwait(false);
        stopping.Dispose();
    }

    private async Task LoopAsync()
    {
        try
        {
            while (true)
            {
                await Task.Delay(Step, time, stopping.Token).ConfigureAwait(false);
                await Task.Run(Write, stopping.Token).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException)
        {
            // The host stops.
        }
    }

    private void Write()
    {
        var now = time.GetUtcNow();
        // Each stretch begins before the one before it is used up: its records end up to a minute after it.
        while (until <= now) Generate();
        var due = new List<string>();
        while (records.TryPeek(out var record) && EndOf(record) <= now.ToUnixTimeSeconds()) due.Add(records.Dequeue());
        if (due.Count > 0) Write(now, due);
        foreach (var old in new DirectoryInfo(folder).EnumerateFiles("*.log").Where(file => file.LastWriteTimeUtc < (now - Kept).UtcDateTime)) old.Delete();
    }

    private void Write(DateTimeOffset now, List<string> due)
    {
        var name = $"demo_{now.UtcDateTime.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture)}.log";
        var hidden = Path.Combine(folder, "." + name);
        File.WriteAllLines(hidden, due.Prepend(string.Join(' ', TrafficOptions.DefaultFields)), new UTF8Encoding(false));
        File.SetLastWriteTimeUtc(hidden, now.UtcDateTime);
        File.Move(hidden, Path.Combine(folder, name), overwrite: true);
    }

    private void Generate()
    {
        var options = new TrafficOptions { Seed = ++seed, Start = until, Duration = DemoSettings.History, ConnectionsPerSecond = 2 };
        using var text = new MemoryStream();
        new TrafficGenerator(options).WriteTo(text);
        text.Position = 0;
        using var reader = new StreamReader(text, Encoding.UTF8);
        var lines = new List<string>();
        while (reader.ReadLine() is { } line) lines.Add(line);
        foreach (var line in lines.OrderBy(EndOf)) records.Enqueue(line);
        until += DemoSettings.History;
    }

    private static long EndOf(string record) => long.Parse(record.Split(' ')[EndField], CultureInfo.InvariantCulture);
}
