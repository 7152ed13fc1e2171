using System.Globalization;
using System.IO.Compression;
using System.Text;
using FlowWatch.Core.Checks;
using FlowWatch.Core.Connections;
using FlowWatch.Core.Detections;
using FlowWatch.Core.FlowLogs;
using FlowWatch.Core.Queries;
using FlowWatch.Local.DuckDb;
using Microsoft.Extensions.Time.Testing;
using ZstdSharp;

namespace FlowWatch.Local.Tests;

/// <summary>A folder of real files for one test, gone afterwards; and the shortest way from files to rows.</summary>
internal sealed class LogFolder : IDisposable
{
    /// <summary>Each different record with all that it says.</summary>
    public static FlowQuery AllRecords { get; } = FlowQuery.OverRecords("all-records")
        .By(FlowLogFormat.Default.Fields.Select(field => field.Name).ToList())
        .Measure(FlowMeasure.Count("records"));

    public string Root { get; } = Directory.CreateTempSubdirectory("flowwatch-test-").FullName;

    public string At(params string[] parts) => Path.Combine([Root, .. parts]);

    public string Write(string name, byte[] content)
    {
        var path = At(name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllBytes(path, content);
        return path;
    }

    public string Write(string name, string content) => Write(name, Encoding.UTF8.GetBytes(content));

    public string Write(string name, IEnumerable<string> lines) => Write(name, Text(lines));

    public static string Text(IEnumerable<string> lines) => string.Concat(lines.Select(line => line + "\n"));

    public static byte[] Gzip(string text) => Gzip(Encoding.UTF8.GetBytes(text));

    public static byte[] Gzip(byte[] content)
    {
        using var output = new MemoryStream();
        using (var stream = new GZipStream(output, CompressionLevel.Fastest)) stream.Write(content);
        return output.ToArray();
    }

    public static byte[] Zstandard(string text)
    {
        using var output = new MemoryStream();
        using (var stream = new CompressionStream(output, leaveOpen: true)) stream.Write(Encoding.UTF8.GetBytes(text));
        return output.ToArray();
    }

    /// <summary>Asks a query of files and tells everything about it.</summary>
    public async Task<LogAnswer> AskAsync(FlowQuery query, DuckDbEngineOptions options)
    {
        await using var engine = await DuckDbFlowLogEngine.OpenAsync(options with { WorkingFolder = Working() }, CancellationToken.None);
        var rows = await engine.QueryAsync(query, CancellationToken.None);
        return new LogAnswer([.. rows.Select(row => Print(row, query.Columns))], engine.Statistics, engine.AvailableFields);
    }

    /// <summary>The rows of <see cref="ConnectionQueries.Services"/>, sorted: what every detection sees of the files first.</summary>
    public async Task<LogAnswer> ServicesAsync(params string[] paths) => await ServicesAsync(new DuckDbEngineOptions { Paths = paths });

    public async Task<LogAnswer> ServicesAsync(DuckDbEngineOptions options)
    {
        var answer = await AskAsync(ConnectionQueries.Services, options);
        return answer with { Rows = [.. answer.Rows.Order(StringComparer.Ordinal)] };
    }

    /// <summary>The rows of <see cref="ConnectionQueries.Services"/> of these lines in a plain file of the default format.</summary>
    public static async Task<IReadOnlyList<string>> ServicesOfAsync(IEnumerable<string> lines)
    {
        using var folder = new LogFolder();
        return (await folder.ServicesAsync(folder.Write("plain.log", lines))).Rows;
    }

    /// <summary>Runs all detections over files.</summary>
    public async Task<ScanReport> ScanAsync(DuckDbEngineOptions options)
    {
        await using var engine = await DuckDbFlowLogEngine.OpenAsync(options with { WorkingFolder = Working() }, CancellationToken.None);
        var check = new ScanCheckOptions { Run = DetectionCatalog.Default.All, Scope = options.Paths, FlowWatchVersion = "test" };
        return await new ScanCheck(engine, check, new FakeTimeProvider()).RunAsync(CancellationToken.None);
    }

    /// <summary>A folder for working files, to see that nothing stays in it.</summary>
    public string Working() => Directory.CreateDirectory(At(".working")).FullName;

    public void Dispose() => Directory.Delete(Root, recursive: true);

    public static string Print(FlowRow row, IEnumerable<string> columns) =>
        string.Join(' ', columns.Select(column => row.Text(column) is { } text ? $"'{text}'" : row.Number(column)?.ToString(CultureInfo.InvariantCulture) ?? "-"));
}

/// <summary>What an engine answered.</summary>
internal sealed record LogAnswer(IReadOnlyList<string> Rows, FlowEngineStatistics Statistics, IReadOnlySet<string> Fields)
{
    public IReadOnlyList<InputProblem> Problems => Statistics.Problems;
}
