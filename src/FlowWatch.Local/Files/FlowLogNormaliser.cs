using System.Text;
using FlowWatch.Core.FlowLogs;

namespace FlowWatch.Local.Files;

/// <summary>Writes records in their plain form, one file per format, for DuckDB to read.</summary>
/// <param name="folder">Where the files go.</param>
internal sealed class FlowLogNormaliser(string folder) : IDisposable
{
    private readonly Dictionary<FlowLogFormat, (string Path, StreamWriter Writer)> outputs = [];

    /// <summary>Writes a record.</summary>
    /// <exception cref="IOException">It cannot be written.</exception>
    public void Write(FlowLogRecord record)
    {
        var writer = WriterOf(record.Format);
        writer.Write(record.ToLine());
        writer.Write('\n');
    }

    /// <summary>Ends the writing.</summary>
    /// <returns>The files that were written.</returns>
    public IReadOnlyList<FlowLogFile> Finish()
    {
        Dispose();
        return [.. outputs.Select(output => new FlowLogFile(
            output.Value.Path, output.Value.Path, new FileInfo(output.Value.Path).Length, FlowLogCompression.None, FlowLogLayout.Lines, output.Key, IsNormalised: true))];
    }

    /// <summary>Closes what is still open.</summary>
    public void Dispose()
    {
        foreach (var (_, writer) in outputs.Values) writer.Dispose();
    }

    private StreamWriter WriterOf(FlowLogFormat format)
    {
        if (outputs.TryGetValue(format, out var output)) return output.Writer;
        var path = Path.Combine(folder, $"normalised-{Guid.NewGuid():N}.log");
        var writer = new StreamWriter(path, append: false, new UTF8Encoding(false), 1 << 16);
        outputs.Add(format, (path, writer));
        return writer;
    }
}
