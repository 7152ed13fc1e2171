using FlowWatch.Core.Checks;
using FlowWatch.Core.FlowLogs;
using FlowWatch.Local.DuckDb;

namespace FlowWatch.Local.Files;

/// <summary>Reads records one by one, in the order of the files and of their lines.</summary>
public sealed class FlowLogRecordReader : IDisposable
{
    private readonly DuckDbEngineOptions options;
    private readonly DuckDbSession session;
    private readonly FlowLogInput input;

    /// <summary>Finds and identifies the input.</summary>
    /// <exception cref="FlowLogInputException">There is nothing that can be read.</exception>
    public FlowLogRecordReader(DuckDbEngineOptions options, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(options);
        this.options = options;
        session = new DuckDbSession(options with { KeepOrder = true });
        try
        {
            input = FlowLogInput.Open(options, session, cancellationToken);
            Fields = [.. input.Files.SelectMany(file => file.Format.Fields).DistinctBy(one => one.Name)];
        }
        catch
        {
            session.Dispose();
            throw;
        }
    }

    /// <summary>The fields of the input as its files start, each once, in the order met.</summary>
    public IReadOnlyList<FlowLogField> Fields { get; }

    /// <summary>How many lines and files could not be read so far.</summary>
    public long ProblemCount => input.Problems.Count;

    /// <summary>The first few of those.</summary>
    public IReadOnlyList<InputProblem> Problems => input.Problems.First;

    /// <summary>The records.</summary>
    public IEnumerable<FlowLogRecord> Read(CancellationToken cancellationToken)
    {
        var records = input.Files.SelectMany(file => file.Layout == FlowLogLayout.Parquet ? ReadParquet(file, cancellationToken) : FlowLogLineReader.Read(file, input.Problems, cancellationToken));
        return options.Range is not { } range ? records
            : records.Where(record => record.Start is { } start && start >= range.From && start < range.To);
    }

    /// <summary>The records, for an output whose columns are <see cref="Fields"/>: a field that only a later header names is noted as left out.</summary>
    public IEnumerable<FlowLogRecord> ReadColumns(CancellationToken cancellationToken)
    {
        var columns = Fields.Select(one => one.Name).ToHashSet();
        var seen = new HashSet<FlowLogFormat>(input.Files.Select(file => file.Format));
        foreach (var record in Read(cancellationToken))
        {
            if (seen.Add(record.Format))
            {
                foreach (var left in record.Format.Fields.Where(one => !columns.Contains(one.Name)))
                {
                    input.Problems.Add("the input", null, $"field '{left.Name}' is named only by a header inside a file and is left out; convert that file by itself");
                }
            }

            yield return record;
        }
    }

    /// <summary>Writes the records to a Parquet file, under the column names AWS uses there.</summary>
    /// <exception cref="IOException">It cannot be written.</exception>
    public long WriteParquet(string path, CancellationToken cancellationToken)
    {
        using var normaliser = new FlowLogNormaliser(session.Folder);
        long count = 0;
        foreach (var record in ReadColumns(cancellationToken))
        {
            normaliser.Write(record);
            count++;
        }

        var written = normaliser.Finish();
        var fields = Fields;
        var relation = written.Count > 0 ? DuckDbRecords.Relation(written, fields, input.ParquetColumns, null, null) : DuckDbRecords.Empty(fields);
        var columns = string.Join(", ", fields.Select(field => $"{DuckDbQueryText.Quote(field.Name)} AS {DuckDbQueryText.Quote(field.ParquetName)}"));
        session.Execute($"COPY (SELECT {columns} FROM {relation}) TO {DuckDbQueryText.Literal(path)} (FORMAT parquet, COMPRESSION zstd, USE_TMP_FILE false)", null, cancellationToken);
        return count;
    }

    /// <inheritdoc/>
    public void Dispose() => session.Dispose();

    // The one place where values become text again: so Parquet is judged by the same parser as everything else.
    private IEnumerable<FlowLogRecord> ReadParquet(FlowLogFile file, CancellationToken cancellationToken)
    {
        var columns = string.Join(", ", input.ParquetColumns[file.Path].Keys.Select(column => $"coalesce(nullif({DuckDbQueryText.Quote(column)}::VARCHAR, ''), '-')"));
        var parser = new FlowLogLineParser(file.Format);
        long number = 0;
        foreach (var row in session.Query($"SELECT concat_ws(' ', {columns}) FROM read_parquet({DuckDbRecords.PathLiteral(file.Path)}, hive_partitioning = false)", null, cancellationToken))
        {
            number++;
            var result = parser.Parse((string)row[0]!);
            if (result.Kind == FlowLogLineKind.Record) yield return result.Record!;
            else if (result.Kind == FlowLogLineKind.Invalid) input.Problems.Add(file.Shown, number, result.Failure!.ToString());
        }
    }
}
