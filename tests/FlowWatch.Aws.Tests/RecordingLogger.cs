using System.Collections.Concurrent;
using System.Threading.Channels;
using Microsoft.Extensions.Logging;

namespace FlowWatch.Aws.Tests;

/// <summary>Keeps what was logged, and lets a test wait for it.</summary>
internal sealed class RecordingLogger : ILogger
{
    private readonly Channel<string> arrivals = Channel.CreateUnbounded<string>();
    private readonly ConcurrentQueue<string> entries = new();

    public IReadOnlyList<string> Entries => [.. entries];

    /// <summary>Waits for the next event of a name; what came before it is passed over.</summary>
    public async Task<string> NextAsync(string name)
    {
        try
        {
            while (true)
            {
                var entry = await arrivals.Reader.ReadAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(30));
                if (entry.StartsWith($"{name}: ", StringComparison.Ordinal)) return entry;
            }
        }
        catch (TimeoutException)
        {
            throw new TimeoutException($"{name} was not logged; what was: {string.Join('\n', entries)}");
        }
    }

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        var entry = $"{eventId.Name}: {logLevel}: {formatter(state, exception)}{exception}";
        entries.Enqueue(entry);
        arrivals.Writer.TryWrite(entry);
    }
}
