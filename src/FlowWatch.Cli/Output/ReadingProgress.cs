using System.Globalization;
using FlowWatch.Core.Findings;

namespace FlowWatch.Cli.Output;

/// <summary>Shows on a terminal how far reading has come: one line, rewritten, gone at the end.</summary>
internal sealed class ReadingProgress : IProgress<double>, IDisposable
{
    private readonly TextWriter error;
    private readonly TimeProvider time;
    private readonly long started;
    private readonly long bytes;
    private bool shown;

    /// <summary>Progress over so many bytes.</summary>
    public ReadingProgress(TextWriter error, TimeProvider time, long bytes)
    {
        this.error = error;
        this.time = time;
        this.bytes = bytes;
        started = time.GetTimestamp();
    }

    /// <inheritdoc/>
    public void Report(double value)
    {
        var seconds = time.GetElapsedTime(started).TotalSeconds;
        var read = (long)(bytes * Math.Clamp(value, 0, 1));
        var rate = seconds > 0 ? (long)(read / seconds) : 0;
        error.Write(string.Create(CultureInfo.InvariantCulture, $"\r\u001b[Kreading {value * 100:F0} % of {ReadableNumber.Bytes(bytes)}, {ReadableNumber.Bytes(rate)}/s"));
        shown = true;
    }

    /// <summary>Wipes the line.</summary>
    public void Dispose()
    {
        if (shown) error.Write("\r\u001b[K");
    }
}
