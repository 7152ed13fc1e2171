using FlowWatch.Core.Configuration;
using FlowWatch.Core.Findings;

namespace FlowWatch.Core.Diagnostics.Parameters;

/// <summary>The stretch of time a question is asked for.</summary>
public static class DiagnosticRange
{
    /// <summary>How far back a target is asked unless told otherwise.</summary>
    public static readonly TimeSpan Usual = TimeSpan.FromHours(1);

    /// <summary>Reads since, from and to.</summary>
    /// <param name="arguments">The arguments.</param>
    /// <param name="now">The time.</param>
    /// <param name="usual">How far back where nothing is said; null takes everything.</param>
    /// <param name="longest">The longest range that is taken; null takes any.</param>
    /// <param name="window">The range; null for everything.</param>
    /// <param name="wrong">The parameter that is wrong, and why; null where none is.</param>
    public static bool TryRead(DiagnosticArguments arguments, DateTimeOffset now, TimeSpan? usual, TimeSpan? longest, out TimeWindow? window, out (string Parameter, string Error)? wrong)
    {
        ArgumentNullException.ThrowIfNull(arguments);
        (window, wrong) = (null, null);
        var (since, from, to) = (arguments.Length(DiagnosticParameters.Since), arguments.Instant(DiagnosticParameters.From), arguments.Instant(DiagnosticParameters.To));
        if (since is null && from is null && to is null && usual is null) return true;
        // Nothing can be asked of the future; and AWS is asked for whole seconds.
        var end = longest is not null && (to ?? now) > now ? now : to ?? now;
        var back = since ?? (from is null ? usual : null);
        if (back is { } length && length > end - DateTimeOffset.UnixEpoch) back = end - DateTimeOffset.UnixEpoch;
        var start = from ?? (back is { } some ? end - some : DateTimeOffset.UnixEpoch);
        if (start >= end)
        {
            wrong = from is not null && to is null ? (DiagnosticParameters.From.Name, "not before now") : (DiagnosticParameters.To.Name, "not after from");
            return false;
        }

        if (longest is { } most && end - start > most)
        {
            wrong = (since is not null ? DiagnosticParameters.Since.Name : from is not null ? DiagnosticParameters.From.Name : DiagnosticParameters.To.Name, $"a longer time than {LengthOfTime.Text(most)}, the most that is asked at once");
            return false;
        }

        window = new TimeWindow(start, end);
        return true;
    }
}
