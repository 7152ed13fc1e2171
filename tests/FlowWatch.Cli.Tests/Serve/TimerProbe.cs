using System.Threading.Channels;
using Microsoft.Extensions.Time.Testing;

namespace FlowWatch.Cli.Tests.Serve;

/// <summary>Is told of every firing of <see cref="ProbedTimer"/>, and does what the test wants it to.</summary>
internal sealed class TimerProbe(FakeTimeProvider time)
{
    private readonly Channel<(DateTimeOffset At, bool IsPastDue)> firings = Channel.CreateUnbounded<(DateTimeOffset, bool)>();
    private int running;
    private int most;

    /// <summary>What a run does, until it is replaced: nothing.</summary>
    public Func<CancellationToken, Task> Work { get; set; } = _ => Task.CompletedTask;

    /// <summary>The most runs there were at one time.</summary>
    public int MostAtOnce => Volatile.Read(ref most);

    /// <summary>Firings that no test has taken yet.</summary>
    public int Untaken => firings.Reader.Count;

    /// <summary>The next firing, as soon as there is one.</summary>
    public async Task<(string At, bool IsPastDue)> NextAsync()
    {
        var (at, isPastDue) = await firings.Reader.ReadAsync();
        return ($"{at:HH:mm:ss}", isPastDue);
    }

    public async Task RunAsync(bool isPastDue, CancellationToken cancellationToken)
    {
        var now = Interlocked.Increment(ref running);
        if (now > MostAtOnce) Volatile.Write(ref most, now);
        try
        {
            var work = Work;
            firings.Writer.TryWrite((time.GetUtcNow(), isPastDue));
            await work(cancellationToken);
        }
        finally
        {
            Interlocked.Decrement(ref running);
        }
    }
}
