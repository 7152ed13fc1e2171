namespace FlowWatch.Local.Files;

/// <summary>
/// Unpacks compressed files into the working folder, two or more at once. The records are read more than once, and inflating
/// is dearer than reading; it is also where damage shows, so whatever comes before the damage is kept.
/// </summary>
/// <param name="folder">The working folder.</param>
/// <param name="threads">How many files to unpack at once.</param>
internal sealed class FlowLogUnpacker(string folder, int threads)
{
    /// <summary>How much larger flow logs are when unpacked, at the most, as a rule: enough to tell whether there is room.</summary>
    private const long LargestRatio = 20;

    /// <summary>Bytes that a file may unpack to however small it is.</summary>
    private const long AlwaysUnpacked = 16L << 20;

    /// <summary>Unpacks what is compressed, if there is room for it; otherwise DuckDB has to inflate each time it reads.</summary>
    /// <param name="files">All files.</param>
    /// <param name="problems">Where damage is noted.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <returns>The files to read instead, in the same order.</returns>
    public IReadOnlyList<FlowLogFile> Unpack(IReadOnlyList<FlowLogFile> files, ProblemLog problems, CancellationToken cancellationToken)
    {
        var packed = files.Where(file => file.Compression != FlowLogCompression.None).ToHashSet();
        if (packed.Count == 0 || packed.Sum(file => file.Bytes) > new DriveInfo(folder).AvailableFreeSpace / LargestRatio) return files;
        var unpacked = new (FlowLogFile File, ProblemLog Problems)[files.Count];
        Parallel.For(0, files.Count, new ParallelOptions { MaxDegreeOfParallelism = threads, CancellationToken = cancellationToken }, index =>
        {
            var noted = new ProblemLog();
            unpacked[index] = (packed.Contains(files[index]) ? Unpack(files[index], index, noted, cancellationToken) : files[index], noted);
        });
        foreach (var (_, noted) in unpacked) problems.Add(noted);
        return [.. unpacked.Select(one => one.File)];
    }

    private FlowLogFile Unpack(FlowLogFile file, int number, ProblemLog problems, CancellationToken cancellationToken)
    {
        var path = Path.Combine(folder, $"unpacked-{number}.log");
        using var target = new FileStream(path, FileMode.Create, FileAccess.ReadWrite, FileShare.None, 1);
        var (buffer, other) = (new byte[1 << 18], new byte[1 << 18]);
        var writing = Task.CompletedTask;
        var room = Math.Max(AlwaysUnpacked, file.Bytes * LargestRatio);
        long lines = 0;
        long endOfLine = 0;
        try
        {
            using var source = FlowLogFileStream.OpenText(file.Path, file.Compression);
            try
            {
                for (int read; (read = source.Read(buffer)) > 0;)
                {
                    // One chunk is written while the next is unpacked.
                    cancellationToken.ThrowIfCancellationRequested();
                    writing.GetAwaiter().GetResult();
                    // A file made to fill the disk, or one that DuckDB inflates as quickly as it would read it.
                    if ((room -= read) < 0) return GivenUp();
                    var chunk = buffer.AsMemory(0, read);
                    writing = Task.Run(() => Write(chunk), CancellationToken.None);
                    (buffer, other) = (other, buffer);
                }
            }
            finally
            {
                writing.GetAwaiter().GetResult();
            }

            if (file.Compression == FlowLogCompression.Gzip && !GzipTrailer.Fits(file.Path, target)) throw new InvalidDataException();
        }
        catch (Exception error) when (FlowLogFileStream.IsDamage(error) || error is IOException or UnauthorizedAccessException)
        {
            problems.Add(file.Shown, lines + 1, FlowLogFileStream.IsDamage(error) ? FlowLogFileStream.DamageText(file.Compression, lines) : error.Message);
            target.SetLength(endOfLine);
        }

        return file with { Path = path, Compression = FlowLogCompression.None };

        FlowLogFile GivenUp()
        {
            target.SetLength(0);
            return file;
        }

        void Write(ReadOnlyMemory<byte> chunk)
        {
            lines += chunk.Span.Count((byte)'\n');
            if (chunk.Span.LastIndexOf((byte)'\n') is >= 0 and var last) endOfLine = target.Position + last + 1;
            target.Write(chunk.Span);
        }
    }
}
