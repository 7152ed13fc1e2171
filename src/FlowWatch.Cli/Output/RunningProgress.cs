using System.Globalization;
using FlowWatch.Core.Findings;
using FlowWatch.Local.Generation;

namespace FlowWatch.Cli.Output;

/// <summary>Shows on a terminal how far long work has come: one line, rewritten at most five times a second, gone at the end.</summary>
internal sealed class RunningProgress(TextWriter error, TimeProvider time) : IProgress<GenerationProgress>, IDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    private long last = time.GetTimestamp();
    private bool shown;

    /// <inheritdoc/>
    public void Report(GenerationProgress value)
    {
        ArgumentNullException.ThrowIfNull(value);
        if (IsDue()) Show(string.Create(CultureInfo.InvariantCulture, $"generating {value.Covered / value.Total * 100:F0} %, {ReadableNumber.Count(value.Records, "records")}"));
    }

    /// <summary>Tells how many records were written.</summary>
    public void Report(long records)
    {
        if (IsDue()) Show($"{ReadableNumber.Count(records, "records")}");
    }

    /// <summary>Wipes the line.</summary>
    public void Dispose()
    {
        if (shown) error.Write("\r\u001b[K");
    }

    private bool IsDue()
    {
        if (time.GetElapsedTime(last) < Pause) return false;
        last = time.GetTimestamp();
        return true;
    }

    private void Show(string text)
    {
        error.Write($"\r\u001b[K{text}");
        shown = true;
    }
}
