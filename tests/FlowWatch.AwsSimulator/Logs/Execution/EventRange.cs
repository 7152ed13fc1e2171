using System.Text;

namespace FlowWatch.AwsSimulator.Logs.Execution;

/// <summary>Consecutive events of one log group, ordered by time.</summary>
/// <param name="Events">The log group's events.</param>
/// <param name="Start">The first.</param>
/// <param name="End">After the last.</param>
internal readonly record struct EventRange(LogEvent[] Events, int Start, int End)
{
    /// <summary>How many events there are.</summary>
    public int Count => End - Start;

    /// <summary>The first of the events, as many as the fraction says.</summary>
    public EventRange Part(double fraction) => this with { End = Start + (int)(Count * fraction) };

    /// <summary>The size of a line as it counts for what a query scans.</summary>
    public static int BytesOf(string message) => Encoding.UTF8.GetByteCount(message);
}
