using CsCheck;
using FlowWatch.Core.FlowLogs;
using FlowWatch.Local.DuckDb;
using FlowWatch.Local.Files;

namespace FlowWatch.Local.Tests.Files;

public sealed class FlowLogLineFilterTests : IDisposable
{
    private const string Wanted = "203.0.113.7";

    private static readonly WantedTexts Sources = new(new HashSet<string> { "srcaddr", "dstaddr" }, new HashSet<string> { Wanted, "2001:db8::1" });

    private static readonly Gen<string> LineEnd = Gen.OneOf("\n", "\r\n", "\n\n", "\r");

    // Mostly lines that matter to nobody, so that a copy is worth it; odd ones between.
    private static readonly Gen<string> Line = Gen.Frequency(
        (10, Gen.Int[0, 99].Select(number => $"2 1 eni-{number} 10.0.0.{number} 10.0.1.{number} 1 2 6 1 1 1 1 ACCEPT OK")),
        (1, Gen.Int[0, 99].Select(number => $"2 1 eni-{number} {Wanted} 10.0.0.{number} 1 2 6 1 1 1 1 ACCEPT OK")),
        (1, Gen.Int[0, 99].Select(number => $"2 1 eni-{number} 10.0.0.{number} 2001:db8::1 1 2 6 1 1 1 1 ACCEPT OK")),
        (1, Gen.OneOf("", " ", "2 1 eni", $"2 1 eni 10.0.0.1 {Wanted}", Wanted, $"a  {Wanted} b c", new string('x', 9_000))));

    private readonly LogFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Filter_AnyLinesInBlocksOfAnySize_LosesNoneThatMattersAndRepeatsNone() =>
        Gen.Select(Gen.Select(Line, LineEnd).Array[0, 60].Array[1, 3], Gen.Int[1, 5_000], Gen.Int[1, 3], Gen.Bool).Sample(input =>
        {
            var (contents, blockBytes, threads, hasHeader) = input;
            using var each = new LogFolder();
            var files = contents.Select((lines, index) =>
                File(each.Write($"{index}.log", string.Concat(lines.Select((line, number) => line.Item1 + (number == lines.Length - 1 ? "" : line.Item2)))), hasHeader)).ToList();
            var all = files.SelectMany(file => Lines(file.Path).Skip(hasHeader ? 1 : 0)).ToList();
            var mattering = all.Where(line => line.Split(' ') is { Length: > 3 } fields && fields.Skip(3).Take(2).Any(Sources.Values.Contains)).Order(StringComparer.Ordinal).ToList();

            var copies = new FlowLogLineFilter(each.Working(), threads, blockBytes).Filter(files, Sources, CancellationToken.None);

            if (copies is null) return;
            Assert.All(copies, copy => Assert.False(copy.HasHeader));
            var kept = copies.SelectMany(copy => Lines(copy.Path)).ToList();
            Assert.Equal(mattering, kept.Where(line => mattering.Contains(line, StringComparer.Ordinal)).Order(StringComparer.Ordinal));
            foreach (var line in kept) Assert.True(all.Remove(line), $"'{line}' is in the copy and not, or not so often, in the files");
        }, iter: 300);

    [Fact]
    public void Filter_FewLinesThatMatter_AreAllThatIsCopied()
    {
        var other = LogLines.Good.Replace(Wanted, "198.51.100.1", StringComparison.Ordinal);
        var file = File(folder.Write("in.log", [.. Enumerable.Repeat(other, 500), LogLines.Good, .. Enumerable.Repeat(other, 500)]));

        var copy = Assert.Single(new FlowLogLineFilter(folder.Working(), 2).Filter([file], Sources, CancellationToken.None)!);

        Assert.Equal([LogLines.Good], Lines(copy.Path));
        Assert.Equal(new FileInfo(copy.Path).Length, copy.Bytes);
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(0)]
    [InlineData(1)]
    public void Filter_ALineNearTheEdgeOfABlock_IsCopiedOnce(int shift)
    {
        var other = LogLines.Good.Replace(Wanted, "203.0.113.8", StringComparison.Ordinal);
        var file = File(folder.Write("in.log", [other, other, LogLines.Good, other, other]));

        var copies = new FlowLogLineFilter(folder.Working(), 1, (2 * (LogLines.Good.Length + 1)) + shift).Filter([file], Sources, CancellationToken.None)!;

        Assert.Equal([LogLines.Good], Lines(Assert.Single(copies).Path));
    }

    [Fact]
    public void Filter_AByteOrderMarkBeforeTheField_IsNotPartOfIt()
    {
        var format = FlowLogFormat.ParseLogFormat("${srcaddr} ${bytes}").Format!;
        var file = File(folder.Write("in.log", ["\ufeff" + Wanted + " 1", .. Enumerable.Range(0, 50).Select(number => $"10.0.0.{number} 1")])) with { Format = format };

        var copy = Assert.Single(new FlowLogLineFilter(folder.Working(), 1).Filter([file], Sources, CancellationToken.None)!);

        Assert.Equal([Wanted + " 1"], Lines(copy.Path));
    }

    [Fact]
    public void Filter_AnExportsTimestampBeforeTheFields_ShiftsThem()
    {
        var other = LogLines.Good.Replace(Wanted, "198.51.100.1", StringComparison.Ordinal);
        var file = File(folder.Write("in.log", new[] { LogLines.Good, other, other, other }.Select(line => "2026-01-05T12:00:00.000Z " + line))) with { HasTimestamp = true };

        var copy = Assert.Single(new FlowLogLineFilter(folder.Working(), 1).Filter([file], Sources, CancellationToken.None)!);

        Assert.True(copy.HasTimestamp);
        Assert.EndsWith(LogLines.Good, Assert.Single(Lines(copy.Path)), StringComparison.Ordinal);
    }

    [Fact]
    public void Filter_MostLinesMatter_IsNotWorthItAndLeavesNothingBehind()
    {
        var file = File(folder.Write("in.log", LogLines.Many(1000)));
        var working = folder.Working();

        var copies = new FlowLogLineFilter(working, 2).Filter([file], new WantedTexts(new HashSet<string> { "action" }, new HashSet<string> { "ACCEPT", "REJECT" }), CancellationToken.None);

        Assert.Null(copies);
        Assert.Empty(Directory.EnumerateFileSystemEntries(working));
    }

    [Fact]
    public void Filter_FileThatIsGone_SaysSoAndLeavesNothingBehind()
    {
        var working = folder.Working();

        Assert.Throws<FileNotFoundException>(() => new FlowLogLineFilter(working, 2).Filter([File(folder.At("gone.log"))], Sources, CancellationToken.None));

        Assert.Empty(Directory.EnumerateFileSystemEntries(working));
    }

    [Fact]
    public void Filter_Cancelled_StopsAndLeavesNothingBehind()
    {
        var file = File(folder.Write("in.log", LogLines.Many(1000)));
        var working = folder.Working();

        Assert.ThrowsAny<OperationCanceledException>(() => new FlowLogLineFilter(working, 2).Filter([file], Sources, new CancellationToken(canceled: true)));

        Assert.Empty(Directory.EnumerateFileSystemEntries(working));
    }

    [Fact]
    public void CanRead_AnyFile_OnlyPlainTextWithoutQuotes()
    {
        var plain = File("a");

        Assert.True(FlowLogLineFilter.CanRead(plain));
        Assert.True(FlowLogLineFilter.CanRead(plain with { Delimiter = '\t', HasHeader = true }));
        Assert.False(FlowLogLineFilter.CanRead(plain with { Delimiter = ',' }));
        Assert.False(FlowLogLineFilter.CanRead(plain with { Compression = FlowLogCompression.Gzip }));
        Assert.False(FlowLogLineFilter.CanRead(plain with { Layout = FlowLogLayout.Parquet }));
    }

    private static FlowLogFile File(string path, bool hasHeader = false) =>
        new(path, path, 0, FlowLogCompression.None, FlowLogLayout.Lines, FlowLogFormat.Default, HasHeader: hasHeader);

    // Empty lines are nothing to anybody.
    private static IEnumerable<string> Lines(string path) => System.IO.File.ReadAllText(path).Split(['\r', '\n']).Where((line, index) => line.Length > 0 || index == 0);
}
