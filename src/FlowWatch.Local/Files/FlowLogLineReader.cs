using System.Text;
using FlowWatch.Core.FlowLogs;

namespace FlowWatch.Local.Files;

/// <summary>
/// Reads the records of a text file line by line with FlowWatch's own parser, which understands the wild forms and says
/// exactly what is wrong where.
/// </summary>
internal static class FlowLogLineReader
{
    private const int LongestLine = 1 << 24;
    private const int LongestDocument = 1 << 26;
    private const int BufferCharacters = 1 << 15;

    /// <summary>The records of a file; what is wrong with it goes to the problems.</summary>
    public static IEnumerable<FlowLogRecord> Read(FlowLogFile file, ProblemLog problems, CancellationToken cancellationToken)
    {
        var parser = new FlowLogLineParser(file.Format);
        foreach (var (number, body) in Bodies(file, problems, cancellationToken))
        {
            var result = parser.Parse(body);
            if (result.Kind == FlowLogLineKind.Record) yield return result.Record!;
            else if (result.Kind == FlowLogLineKind.Invalid) problems.Add(file.Shown, number, result.Failure!.ToString());
            else if (result.Kind == FlowLogLineKind.Header && !result.Format!.Equals(parser.Format)) parser = new FlowLogLineParser(result.Format);
        }
    }

    // A JSON document may be printed over many lines; its records are named by the line it ends on.
    private static IEnumerable<(long Number, string Body)> Bodies(FlowLogFile file, ProblemLog problems, CancellationToken cancellationToken)
    {
        var document = new StringBuilder();
        var failed = 0;
        long end = 0;
        foreach (var (number, line) in Lines(file, problems, cancellationToken))
        {
            cancellationToken.ThrowIfCancellationRequested();
            end = number;
            var text = line;
            if (document.Length > 0 || (number == 1 && IsJson(line) && !FlowLogEnvelope.TryUnwrap(line, out _)))
            {
                document.Append(line).Append('\n');
                // Only where it may have ended, and not again until it is twice as long: each look reads all of it.
                if (document.Length < LongestDocument && !(line.AsSpan().TrimEnd() is "}" && document.Length >= 2 * failed)) continue;
                text = document.ToString();
                failed = document.Length;
                if (document.Length < LongestDocument && !FlowLogEnvelope.TryUnwrap(text, out _)) continue;
                document.Clear();
            }

            foreach (var body in Unwrap(text)) yield return (number, body);
        }

        if (document.Length == 0) yield break;
        if (FlowLogEnvelope.TryUnwrap(document.ToString(), out var last))
        {
            foreach (var body in last) yield return (end, body);
        }
        else
        {
            problems.Add(file.Shown, 1, "the JSON document that starts here has no end, or holds no flow log records");
        }
    }

    private static IReadOnlyList<string> Unwrap(string line) =>
        IsJson(line) && FlowLogEnvelope.TryUnwrap(line, out var inner) ? inner : [line];

    private static bool IsJson(string line) => line.AsSpan().TrimStart(" \t\uFEFF").StartsWith('{');

    private static IEnumerable<(long Number, string Line)> Lines(FlowLogFile file, ProblemLog problems, CancellationToken cancellationToken)
    {
        using var lines = OpenLines(file, problems, cancellationToken).GetEnumerator();
        long number = 0;
        while (true)
        {
            try
            {
                if (!lines.MoveNext()) yield break;
            }
            catch (Exception error) when (FlowLogFileStream.IsDamage(error))
            {
                problems.Add(file.Shown, number + 1, FlowLogFileStream.DamageText(file.Compression, number));
                yield break;
            }
            catch (Exception error) when (error is IOException or UnauthorizedAccessException)
            {
                problems.Add(file.Shown, null, error.Message);
                yield break;
            }

            number = lines.Current.Number;
            yield return lines.Current;
        }
    }

    // StreamReader.ReadLine would take a file without line ends into memory whole.
    private static IEnumerable<(long Number, string Line)> OpenLines(FlowLogFile file, ProblemLog problems, CancellationToken cancellationToken)
    {
        using var reader = new StreamReader(FlowLogFileStream.OpenText(file.Path, file.Compression), Encoding.UTF8, detectEncodingFromByteOrderMarks: true, 1 << 16);
        var buffer = new char[BufferCharacters];
        var pending = new StringBuilder();
        long number = 1;
        for (int read; (read = reader.Read(buffer)) > 0;)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var start = 0;
            for (int end; (end = Array.IndexOf(buffer, '\n', start, read - start)) >= 0; start = end + 1)
            {
                var line = pending.Length == 0 ? new string(buffer, start, end - start) : pending.Append(buffer, start, end - start).ToString();
                pending.Clear();
                yield return (number++, line);
            }

            pending.Append(buffer, start, read - start);
            if (pending.Length <= LongestLine) continue;
            problems.Add(file.Shown, number, $"the line is longer than {LongestLine:N0} characters; the rest of the file was not read");
            yield break;
        }

        if (pending.Length > 0) yield return (number, pending.ToString());
    }
}
