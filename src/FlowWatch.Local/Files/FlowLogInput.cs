using FlowWatch.Core.FlowLogs;
using FlowWatch.Local.DuckDb;

namespace FlowWatch.Local.Files;

/// <summary>The files that a run reads, found and identified, and what was wrong with the rest.</summary>
internal sealed class FlowLogInput
{
    private readonly DuckDbSession session;
    private readonly Dictionary<string, IReadOnlyDictionary<string, string>> parquetColumns = [];

    private int pipes;

    private FlowLogInput(DuckDbSession session) => this.session = session;

    /// <summary>The files, in a stable order, unpacked where there was room; their sizes are those before unpacking.</summary>
    public IReadOnlyList<FlowLogFile> Files { get; private set; } = [];

    /// <summary>Name and DuckDB type of the columns of each Parquet file, by path.</summary>
    public IReadOnlyDictionary<string, IReadOnlyDictionary<string, string>> ParquetColumns => parquetColumns;

    /// <summary>What could not be read.</summary>
    public ProblemLog Problems { get; } = new();

    /// <summary>Finds, identifies and unpacks the files.</summary>
    /// <exception cref="FlowLogInputException">There is none that can be read.</exception>
    public static FlowLogInput Open(DuckDbEngineOptions options, DuckDbSession session, CancellationToken cancellationToken)
    {
        var input = new FlowLogInput(session);
        var identifier = new FlowLogFileIdentifier(options.Format);
        input.Files = [.. input.Find(options, cancellationToken).Select(file => input.Identify(identifier, file.Path, file.Shown, cancellationToken)).OfType<FlowLogFile>()];
        if (input.Files.Count == 0)
        {
            throw new FlowLogInputException(
                "nothing to read.\n" + string.Join('\n', input.Problems.First.Select(problem => $"  {problem}"))
                + "\nGive files, folders or patterns of VPC flow logs (text, .gz, .zst or .parquet), or - for standard input.");
        }

        input.Files = new FlowLogUnpacker(session.Folder, options.Threads).Unpack(input.Files, input.Problems, cancellationToken);
        return input;
    }

    private IEnumerable<(string Path, string Shown)> Find(DuckDbEngineOptions options, CancellationToken cancellationToken)
    {
        foreach (var path in FlowLogFileFinder.Find(options.Paths.Where(path => path != "-"), Problems)) yield return (path, path);
        if (options.Paths.Contains("-")) yield return (Copy(options.StandardInput ?? Stream.Null, "standard-input", cancellationToken), "-");
    }

    private string Copy(Stream source, string name, CancellationToken cancellationToken)
    {
        var copy = Path.Combine(session.Folder, name);
        using var target = File.Create(copy);
        // A console or a silent pipe does not let go of a read, so the wait for it ends instead.
        source.CopyToAsync(target, cancellationToken).WaitAsync(cancellationToken).GetAwaiter().GetResult();
        return copy;
    }

    // A pipe with a name, such as a shell makes of <(zcat file), can be read once only, and the input is read more than once.
    private string Rereadable(string path, CancellationToken cancellationToken)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        return file.CanSeek ? path : Copy(file, $"pipe-{pipes++}", cancellationToken);
    }

    private FlowLogFile? Identify(FlowLogFileIdentifier identifier, string path, string shown, CancellationToken cancellationToken)
    {
        try
        {
            var (file, problem) = identifier.Identify(Rereadable(path, cancellationToken), shown);
            if (problem is not null) Problems.Add(shown, null, problem);
            return file?.Layout == FlowLogLayout.Parquet ? IdentifyParquet(file) : file;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            Problems.Add(shown, null, error.Message);
            return null;
        }
    }

    private FlowLogFile? IdentifyParquet(FlowLogFile file)
    {
        try
        {
            var columns = session.Query($"SELECT column_name, column_type FROM (DESCRIBE SELECT * FROM read_parquet({DuckDbRecords.PathLiteral(file.Path)}, hive_partitioning = false))")
                .ToDictionary(row => (string)row[0]!, row => (string)row[1]!);
            parquetColumns[file.Path] = columns;
            var format = FlowLogFormat.ParseLogFormat(string.Join(' ', columns.Keys.Select(column => $"${{{FlowLogFields.FindOrUnknown(column).Name}}}")));
            if (columns.Keys.Any(column => FlowLogFields.Find(column) is not null) && format.Format is not null) return file with { Format = format.Format };
            Problems.Add(file.Shown, null, "a Parquet file without any flow log field");
        }
        catch (DuckDB.NET.Data.DuckDBException error)
        {
            Problems.Add(file.Shown, null, $"a Parquet file that cannot be read: {error.Message.Split('\n')[0]}");
        }

        return null;
    }
}
