using System.Text;
using FlowWatch.Core.Connections;
using FlowWatch.Core.FlowLogs;
using FlowWatch.Local.DuckDb;

namespace FlowWatch.Local.Tests.Files;

public sealed class FlowLogFileFinderTests : IDisposable
{
    private static readonly Lazy<Task<IReadOnlyList<string>>> Expected = new(() => LogFolder.ServicesOfAsync(LogLines.Many(20)));

    private readonly LogFolder folder = new();

    public static TheoryData<string> HostileNames =>
    [
        "o'brien.log", "a*b.log", "[ab].log", "a?.log", "with blanks .log", "новый 日志 🔥.log", "line\nbreak.log", "back\\slash.log", "quote\".log",
        "'); DROP TABLE t; --.log", "{a,b}.log", "**.log", "%41.log", "$HOME.log", "~.log", "a,b.log", "-.log", "#1.log", "\u202Egol.log", "a=b.log", "x.log.parquet.gz",
    ];

    public void Dispose() => folder.Dispose();

    [Theory]
    [MemberData(nameof(HostileNames))]
    public async Task ServicesAsync_HostileNameOfATextFile_ReadsJustThatFile(string name) => await ReadsJustThatFileAsync(name, path =>
    {
        folder.Write(path, [.. LogLines.Many(20), "bad"]);
        return 1;
    });

    [Theory]
    [MemberData(nameof(HostileNames))]
    public async Task ServicesAsync_HostileNameOfAGzipFile_ReadsJustThatFile(string name) => await ReadsJustThatFileAsync(name, path =>
    {
        folder.Write(path, LogFolder.Gzip(LogFolder.Text([.. LogLines.Many(20), "bad"])));
        return 1;
    });

    [Theory]
    [MemberData(nameof(HostileNames))]
    public async Task ServicesAsync_HostileNameOfAParquetFile_ReadsJustThatFile(string name) => await ReadsJustThatFileAsync(name, path =>
    {
        ParquetFiles.WriteAsAws(folder.At("plain.parquet"), LogLines.Many(20));
        Directory.CreateDirectory(folder.At("in"));
        File.Move(folder.At("plain.parquet"), folder.At(path));
        return 0;
    });

    [Fact]
    public async Task ServicesAsync_NameDuckDbCannotSpell_IsReadOrNamed()
    {
        var expected = (await folder.ServicesAsync(folder.Write("expected.log", LogLines.Many(20)))).Rows;
        var text = folder.Write("in/a\\*b.log", LogLines.Many(20));
        ParquetFiles.WriteAsAws(folder.At("plain.parquet"), LogLines.Many(20));
        File.Move(folder.At("plain.parquet"), folder.At("in", "c\\*d.log"));

        var answer = await folder.ServicesAsync(folder.At("in"));

        Assert.Equal(expected, answer.Rows);
        Assert.Equal(folder.At("in", "c\\*d.log"), Assert.Single(answer.Problems).File);
        Assert.Equal(expected, (await folder.ServicesAsync(text)).Rows);
    }

    [Fact]
    public async Task ServicesAsync_FileNamedTwice_ReadsItOnce()
    {
        var file = folder.Write("in/a.log", LogLines.Varied);
        var expected = (await folder.ServicesAsync(file)).Rows;

        Assert.Equal(expected, (await folder.ServicesAsync(file, folder.At("in"), folder.At("in") + "/", folder.At("in", ".", "a.log"), folder.At("in", "*.log"), folder.At("other", "..", "in", "a.log"))).Rows);
    }

    [Theory]
    [InlineData("in/*.log", 2)]
    [InlineData("in/**/*.log", 4)]
    [InlineData("in/**/*.gz", 1)]
    [InlineData("in/*/c.log", 1)]
    [InlineData("in/?.log", 2)]
    [InlineData("in/sub/?.lo?", 1)]
    [InlineData("in", 5)]
    [InlineData("in/sub", 3)]
    public async Task ServicesAsync_Pattern_FindsTheFilesItMeans(string pattern, int files)
    {
        foreach (var name in new[] { "in/a.log", "in/b.log", "in/sub/c.log", "in/sub/deep/d.log" }) folder.Write(name, [LogLines.Good]);
        folder.Write("in/sub/e.gz", LogFolder.Gzip(LogLines.Good));
        folder.Write("in/.hidden", "no flow log");

        var answer = await folder.ServicesAsync(folder.At(pattern));

        Assert.Equal(files, answer.Statistics.Files);
        Assert.Empty(answer.Problems);
    }

    [Fact]
    public async Task ServicesAsync_FolderThatHoldsItself_ReadsEachFileOnce()
    {
        var file = folder.Write("in/sub/a.log", LogLines.Varied);
        var expected = (await folder.ServicesAsync(file)).Rows;
        Directory.CreateSymbolicLink(folder.At("in", "sub", "again"), folder.At("in"));

        Assert.Equal(expected, (await folder.ServicesAsync(folder.At("in"))).Rows);
    }

    [Fact]
    public async Task ServicesAsync_LinkToAFile_IsFollowed()
    {
        var file = folder.Write("elsewhere/a.log", LogLines.Varied);
        Directory.CreateDirectory(folder.At("in"));
        File.CreateSymbolicLink(folder.At("in", "link.log"), file);

        Assert.Equal((await folder.ServicesAsync(file)).Rows, (await folder.ServicesAsync(folder.At("in"))).Rows);
    }

    [Fact]
    public async Task ServicesAsync_StandardInput_ReadsItWhateverItHolds()
    {
        var expected = (await folder.ServicesAsync(folder.Write("a.log", LogLines.Varied))).Rows;
        foreach (var content in new[] { Encoding.UTF8.GetBytes(LogFolder.Text(LogLines.Varied)), LogFolder.Gzip(LogFolder.Text(LogLines.Varied)) })
        {
            using var input = new MemoryStream(content);
            Assert.Equal(expected, (await folder.ServicesAsync(new DuckDbEngineOptions { Paths = ["-"], StandardInput = input })).Rows);
        }
    }

    [Fact]
    public async Task ServicesAsync_NamedPipe_IsReadOnceAndForAll()
    {
        if (OperatingSystem.IsWindows()) return;
        var expected = (await folder.ServicesAsync(folder.Write("plain.log", LogLines.Varied))).Rows;
        var pipe = folder.At("pipe");
        using (var mkfifo = System.Diagnostics.Process.Start("mkfifo", [pipe])) await mkfifo.WaitForExitAsync();
        var writing = Task.Run(() => File.WriteAllLines(pipe, LogLines.Varied));

        Assert.Equal(expected, (await folder.ServicesAsync(pipe)).Rows);
        await writing;
    }

    [Fact]
    public async Task ServicesAsync_BadLineOnStandardInput_IsNamedByADash()
    {
        using var input = new MemoryStream(Encoding.UTF8.GetBytes(LogFolder.Text([LogLines.Good, LogLines.Good, "bad"])));

        var answer = await folder.ServicesAsync(new DuckDbEngineOptions { Paths = ["-"], StandardInput = input });

        Assert.Equal("-:3: expected 14 fields, found 1", Assert.Single(answer.Problems).ToString());
    }

    [Theory]
    [InlineData("${start} ${end} ${srcaddr} ${dstaddr} ${srcport} ${dstport} ${protocol} ${packets} ${bytes} ${action} ${log-status} ${account-id} ${interface-id} ${version}")]
    [InlineData("start end srcaddr dstaddr srcport dstport protocol packets bytes action log-status account-id interface-id version")]
    public async Task ServicesAsync_LogFormatGiven_ReadsFilesWithoutAHeaderByIt(string logFormat)
    {
        var format = FlowLogFormat.ParseLogFormat(logFormat).Format!;
        var expected = (await folder.ServicesAsync(folder.Write("a.log", LogLines.Varied))).Rows;
        var order = format.Fields.Select(field => field.Name).ToList();
        folder.Write("in/no-header.log", LogLines.Reordered(LogLines.Varied.Take(60), order));
        folder.Write("in/other-header.log", [LogLines.DefaultHeader, .. LogLines.Varied.Skip(60)]);

        var answer = await folder.ServicesAsync(new DuckDbEngineOptions { Paths = [folder.At("in")], Format = format });

        Assert.Equal(expected, answer.Rows);
        Assert.Empty(answer.Problems);
    }

    [Fact]
    public async Task ServicesAsync_TransitGatewayRecords_AreFoldedAlike()
    {
        static string Record(string from, string to, int fromPort, int toPort) =>
            $"6 TransitGateway 123456789012 tgw-1 tgw-attach-1 123456789012 210987654321 vpc-1 vpc-2 subnet-1 subnet-2 eni-1 eni-2 use1-az1 use1-az2 tgw-attach-2 {from} {to} {fromPort} {toPort} 6 10 840 1767614400 1767614459 OK IPv4 0 0 0 0 18 eu-west-1 ingress - -";
        var file = folder.Write("tgw.log", [Record("10.0.0.1", "10.1.0.1", 40000, 443), Record("10.1.0.1", "10.0.0.1", 443, 40000)]);

        var answer = await folder.AskAsync(ConnectionQueries.Sides(["10.1.0.1"]), new DuckDbEngineOptions { Paths = [file] });

        Assert.Empty(answer.Problems);
        Assert.Contains("packets-lost-no-route", answer.Fields);
        Assert.DoesNotContain("action", answer.Fields);
        Assert.Contains("'10.0.0.1' '10.1.0.1' 40000 443 6 2 1 840 840 10 10", Assert.Single(answer.Rows), StringComparison.Ordinal);
    }

    private async Task ReadsJustThatFileAsync(string name, Func<string, int> write)
    {
        // Neighbours that the name would match if it were taken for a pattern.
        foreach (var neighbour in new[] { "in/axb.log", "in/a.log", "in/b.log", "in/ab.log" }) folder.Write(neighbour, [LogLines.Good]);
        var expected = await Expected.Value;
        var problems = write("in/" + name);

        var answer = await folder.ServicesAsync(folder.At("in", name));

        Assert.Equal(expected, answer.Rows);
        Assert.Equal(problems, answer.Statistics.ProblemCount);
        Assert.All(answer.Problems, problem => Assert.Equal((folder.At("in", name), 21L), (problem.File, problem.Line)));
        Assert.Equal(1, answer.Statistics.Files);
        Assert.Equal(1, answer.Statistics.Scans);
    }
}
