using System.Buffers;
using System.Text;

namespace FlowWatch.Local.Files;

/// <summary>Copies the lines of blocks that can hold one of some texts, one after the other, into one file for each way of reading.</summary>
/// <param name="folder">Where the copies go.</param>
/// <param name="texts">The texts.</param>
/// <param name="blockBytes">Bytes of the largest block.</param>
internal sealed class FlowLogLineCopier(string folder, HashedTexts texts, int blockBytes) : IDisposable
{
    /// <summary>Longer lines are refused by DuckDB too (<c>max_line_size</c>, 2,000,000 bytes).</summary>
    private const int LongestLineBytes = 2 << 20;

    /// <summary>Enough to find the end of nearly every line without reading on.</summary>
    private const int UsualLineBytes = 1 << 12;

    private static readonly SearchValues<byte> LineEnds = SearchValues.Create("\r\n"u8);

    private readonly Dictionary<FlowLogFile, FileStream> outputs = [];
    private readonly byte[] buffer = new byte[1 + blockBytes + LongestLineBytes];
    private FlowLogFile? source;
    private FileStream? open;

    /// <summary>Copies what matters of a block.</summary>
    /// <returns>How many bytes were copied.</returns>
    /// <exception cref="IOException">The file cannot be read, or there is no room for the copy.</exception>
    public long Copy(FlowLogBlock block)
    {
        // A line that began before the block belongs to the one before: the byte before tells whether one did.
        var lines = Read(block, Math.Max(0, block.Start - 1));
        if (block.Start > 0 || block.File.HasHeader) lines = lines.IndexOfAny(LineEnds) is >= 0 and var first ? lines[(first + 1)..] : [];
        else if (lines.StartsWith(Encoding.UTF8.Preamble)) lines = lines[Encoding.UTF8.Preamble.Length..];

        var output = OutputOf(block.File);
        var before = output.Position;
        while (lines.Length > 0)
        {
            var end = lines.IndexOfAny(LineEnds);
            var line = end < 0 ? lines : lines[..end];
            if (Matters(line, block.Columns, (byte)block.File.Delimiter))
            {
                output.Write(line);
                output.WriteByte((byte)'\n');
            }

            lines = end < 0 ? [] : lines[(end + 1)..];
        }

        return output.Position - before;
    }

    /// <summary>Ends the copying.</summary>
    /// <returns>The copies, and how to read each.</returns>
    public List<FlowLogFile> Finish()
    {
        var copies = outputs.Where(output => output.Value.Position > 0)
            .Select(output => output.Key with { Path = output.Value.Name, Shown = output.Value.Name, Bytes = output.Value.Position }).ToList();
        Dispose();
        return copies;
    }

    /// <summary>Closes what is open.</summary>
    public void Dispose()
    {
        open?.Dispose();
        foreach (var output in outputs.Values) output.Dispose();
    }

    // From there to the end of the last line that starts in the block.
    private ReadOnlySpan<byte> Read(FlowLogBlock block, long from)
    {
        if (source != block.File)
        {
            open?.Dispose();
            open = new FileStream(block.File.Path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, 1, FileOptions.SequentialScan);
            source = block.File;
        }

        var last = (int)(block.End - from) - 1;
        var length = Fill(from, 0, Math.Min(last + UsualLineBytes, buffer.Length));
        var end = EndOfLine(last, length);
        if (end < 0) end = EndOfLine(last, length = Fill(from, length, buffer.Length));
        return buffer.AsSpan(0, end < 0 ? length : end);
    }

    private int EndOfLine(int from, int length) =>
        from < length && buffer.AsSpan(from, length - from).IndexOfAny(LineEnds) is >= 0 and var end ? from + end : -1;

    private int Fill(long from, int filled, int end)
    {
        while (filled < end)
        {
            var read = RandomAccess.Read(open!.SafeFileHandle, buffer.AsSpan(filled, end - filled), from + filled);
            if (read == 0) break;
            filled += read;
        }

        return filled;
    }

    private bool Matters(ReadOnlySpan<byte> line, IReadOnlyList<int> columns, byte delimiter)
    {
        var column = 0;
        foreach (var wanted in columns)
        {
            for (; column < wanted; column++)
            {
                var end = line.IndexOf(delimiter);
                if (end < 0) return false;
                line = line[(end + 1)..];
            }

            var length = line.IndexOf(delimiter);
            if (texts.MayHold(length < 0 ? line : line[..length])) return true;
        }

        return false;
    }

    private FileStream OutputOf(FlowLogFile file)
    {
        var reading = file with { Path = "", Shown = "", Bytes = 0, HasHeader = false };
        if (!outputs.TryGetValue(reading, out var output))
        {
            output = new FileStream(Path.Combine(folder, $"filtered-{Guid.NewGuid():N}.log"), FileMode.CreateNew, FileAccess.Write, FileShare.Read, 1 << 18);
            outputs.Add(reading, output);
        }

        return output;
    }
}
