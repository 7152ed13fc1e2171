using System.Text;
using FlowWatch.Core.FlowLogs;

namespace FlowWatch.Local.Files;

/// <summary>
/// Reads a file line by line with FlowWatch's own parser, which understands the wild forms and says exactly what is wrong
/// where, and writes its records out again in their plain form, one file per format, for DuckDB to read.
/// </summary>
internal sealed class FlowLogNormaliser : IDisposable
{
    private const int LongestLine = 1 << 24;

    private readonly string folder;
    private readonly Dictionary<FlowLogFormat, (string Path, StreamWriter Writer)> outputs = [];

    /// <summary>A normaliser that writes into a folder.</summary>
    public FlowLogNormaliser(string folder) => this.folder = folder;

    /// <summary>Reads a file; what is wrong with it goes to the problems, everything else into the output.</summary>
    public void Read(FlowLogFile file, ProblemLog problems, CancellationToken cancellationToken)
    {
        var parser = new FlowLogLineParser(file.Format);
        long number = 0;
        try
        {
            using var stream = FlowLogFileStream.OpenText(file.Path, file.Compression);
            using var reader = new StreamReader(stream, Encoding.UTF8, detectEncodingFromByteOrderMarks: true, 1 << 16);
            while (ReadLine(reader, out var tooLong) is { } line)
            {
                number++;
                if ((number & 0xfff) == 0) cancellationToken.ThrowIfCancellationRequested();
                if (tooLong)
                {
                    problems.Add(file.Shown, number, $"the line is longer than {LongestLine:N0} characters");
                    continue;
                }

                parser = Line(file, parser, line, number, problems);
            }
        }
        catch (Exception error) when (FlowLogFileStream.IsDamage(error))
        {
            problems.Add(file.Shown, number + 1, $"the {file.Compression.ToString().ToLowerInvariant()} data is damaged or cut short here; the {number:N0} lines before it were read");
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            problems.Add(file.Shown, null, error.Message);
        }
    }

    /// <summary>Ends the writing.</summary>
    /// <returns>The files that were written.</returns>
    public IReadOnlyList<FlowLogFile> Finish()
    {
        foreach (var (_, writer) in outputs.Values) writer.Dispose();
        return [.. outputs.Select(output => new FlowLogFile(
            output.Value.Path, output.Value.Path, new FileInfo(output.Value.Path).Length, FlowLogCompression.None, FlowLogLayout.Lines, output.Key, IsNormalised: true))];
    }

    /// <summary>Closes what is still open.</summary>
    public void Dispose()
    {
        foreach (var (_, writer) in outputs.Values) writer.Dispose();
    }

    private FlowLogLineParser Line(FlowLogFile file, FlowLogLineParser parser, string line, long number, ProblemLog problems)
    {
        if (line.AsSpan().TrimStart(" \t\uFEFF").StartsWith('{') && FlowLogEnvelope.TryUnwrap(line, out var inner))
        {
            foreach (var message in inner) parser = Line(file, parser, message, number, problems);
            return parser;
        }

        var result = parser.Parse(line);
        switch (result.Kind)
        {
            case FlowLogLineKind.Record:
                WriterOf(parser.Format).Write(result.Record!.ToLine() + "\n");
                break;
            case FlowLogLineKind.Header when !result.Format!.Equals(parser.Format):
                return new FlowLogLineParser(result.Format);
            case FlowLogLineKind.Invalid:
                problems.Add(file.Shown, number, result.Failure!.ToString());
                break;
        }

        return parser;
    }

    private StreamWriter WriterOf(FlowLogFormat format)
    {
        if (outputs.TryGetValue(format, out var output)) return output.Writer;
        var path = Path.Combine(folder, $"normalised-{Guid.NewGuid():N}.log");
        var writer = new StreamWriter(path, append: false, new UTF8Encoding(false), 1 << 16);
        outputs.Add(format, (path, writer));
        return writer;
    }

    // StreamReader.ReadLine would take a file without line ends into memory whole.
    private static string? ReadLine(StreamReader reader, out bool tooLong)
    {
        tooLong = false;
        var line = new StringBuilder();
        var any = false;
        for (int next; (next = reader.Read()) >= 0;)
        {
            any = true;
            if (next == '\n') break;
            if (line.Length >= LongestLine) tooLong = true;
            else line.Append((char)next);
        }

        return any ? line.ToString() : null;
    }
}
