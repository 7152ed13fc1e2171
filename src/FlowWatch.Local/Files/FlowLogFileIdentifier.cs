using System.Text;
using FlowWatch.Core.FlowLogs;

namespace FlowWatch.Local.Files;

/// <summary>Looks at the start of a file and says how to read it.</summary>
/// <param name="givenFormat">The format of files without a header; null means the default format.</param>
internal sealed class FlowLogFileIdentifier(FlowLogFormat? givenFormat)
{
    private const int BytesLookedAt = 1 << 16;
    private const int LinesLookedAt = 200;

    private static readonly FlowLogFormat[] HeaderlessFormats = [FlowLogFormat.Default, FlowLogFormat.TransitGatewayDefault];

    /// <summary>Identifies a file, or says why nothing can be read from it.</summary>
    /// <param name="path">Where the file lies.</param>
    /// <param name="shown">What to call it.</param>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be read.</exception>
    public (FlowLogFile? File, string? Problem) Identify(string path, string shown)
    {
        var size = new FileInfo(path).Length;
        if (size == 0) return (null, "the file is empty");
        var (compression, isParquet) = FlowLogFileStream.Identify(path);
        if (isParquet) return (new FlowLogFile(path, shown, size, FlowLogCompression.None, FlowLogLayout.Parquet, FlowLogFormat.Default), null);

        var (start, isWhole, damaged) = ReadStart(path, compression);
        var file = new FlowLogFile(path, shown, size, compression, FlowLogLayout.Irregular, givenFormat ?? FlowLogFormat.Default);
        if (start.Length == 0) return damaged ? (file, null) : (null, "the file holds nothing once decompressed, or is cut short");
        if (IsBinary(start)) return (null, "a binary file, not a flow log");

        var lines = Lines(start, isWhole);
        if (lines.Count == 0) return (null, "the file has no line with text");
        if (damaged || lines[0].AsSpan().TrimStart(" \t\uFEFF").StartsWith('{')) return (file, null);
        return (IdentifyLines(file, lines), null);
    }

    private FlowLogFile IdentifyLines(FlowLogFile file, List<string> lines)
    {
        var delimiter = lines[0].Contains(',', StringComparison.Ordinal) && !lines[0].Contains(' ', StringComparison.Ordinal) ? ',' : ' ';
        if (FlowLogFormat.TryParseHeader(lines[0], out var header))
        {
            file = file with { Format = header, HasHeader = true, Delimiter = delimiter };
            lines = lines[1..];
            return file with { Layout = MostAreRegular(file, lines) ? FlowLogLayout.Lines : FlowLogLayout.Irregular };
        }

        // Headers come later in some copies; the parser finds them, so such a file is only read line by line.
        if (lines.Any(line => FlowLogFormat.TryParseHeader(line, out _)) && givenFormat is null) return file;

        var candidates = givenFormat is null ? HeaderlessFormats : [givenFormat];
        foreach (var format in candidates)
        {
            foreach (var hasTimestamp in new[] { false, true })
            {
                var candidate = file with { Format = format, HasTimestamp = hasTimestamp, Delimiter = delimiter, Layout = FlowLogLayout.Lines };
                if (MostAreRegular(candidate, lines)) return candidate;
            }
        }

        return candidates.Select(format => file with { Format = format }).MaxBy(candidate => Records(candidate.Format, lines))!;
    }

    private static int Records(FlowLogFormat format, List<string> lines)
    {
        var parser = new FlowLogLineParser(format);
        return lines.Count(line => parser.Parse(line).Kind == FlowLogLineKind.Record);
    }

    // Regular: just the fields, one delimiter between two, and a record that says the same when written back.
    private static bool MostAreRegular(FlowLogFile file, List<string> lines)
    {
        var parser = new FlowLogLineParser(file.Format);
        var regular = 0;
        foreach (var line in lines)
        {
            var body = line.AsSpan().TrimEnd('\r');
            if (file.HasTimestamp)
            {
                var blank = body.IndexOf(' ');
                if (blank < 0 || !body[..blank].Contains('T')) continue;
                body = body[(blank + 1)..];
            }

            var fields = body.Count(file.Delimiter) + 1;
            if (fields != file.Format.Fields.Count || parser.Parse(body) is not { Kind: FlowLogLineKind.Record, Record: { } record }) continue;
            if (file.Delimiter != ' ' || body.SequenceEqual(record.ToLine())) regular++;
        }

        return lines.Count == 0 || regular * 2 > lines.Count;
    }

    private static (byte[] Start, bool IsWhole, bool Damaged) ReadStart(string path, FlowLogCompression compression)
    {
        var buffer = new byte[BytesLookedAt];
        var read = 0;
        try
        {
            using var stream = FlowLogFileStream.OpenText(path, compression);
            int got;
            while (read < buffer.Length && (got = stream.Read(buffer, read, buffer.Length - read)) > 0) read += got;
            return (buffer[..read], read < buffer.Length, false);
        }
        catch (Exception error) when (FlowLogFileStream.IsDamage(error))
        {
            return (buffer[..read], true, true);
        }
    }

    private static bool IsBinary(ReadOnlySpan<byte> start) => start.Contains((byte)0);

    private static List<string> Lines(byte[] start, bool isWhole)
    {
        var lines = Encoding.UTF8.GetString(start).Split('\n');
        var complete = isWhole || lines.Length == 1 ? lines : lines[..^1];
        return [.. complete.Where(line => !string.IsNullOrWhiteSpace(line)).Take(LinesLookedAt)];
    }
}
