using FlowWatch.Core.FlowLogs;
using FlowWatch.Local.Files;

namespace FlowWatch.Local.Tests.Files;

public sealed class FlowLogUnpackerTests : IDisposable
{
    private readonly LogFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Unpack_Gzip_IsReadFromTheWorkingFolder()
    {
        var file = Packed(LogFolder.Text(LogLines.Many(1000)));
        var problems = new ProblemLog();

        var unpacked = Assert.Single(new FlowLogUnpacker(folder.Working(), 1).Unpack([file], problems, CancellationToken.None));

        Assert.Equal((FlowLogCompression.None, LogFolder.Text(LogLines.Many(1000))), (unpacked.Compression, System.IO.File.ReadAllText(unpacked.Path)));
        Assert.Equal(0, problems.Count);
    }

    [Fact]
    public void Unpack_FileMadeToFillTheDisk_StaysPacked()
    {
        var working = folder.Working();
        var file = Packed(new string('\n', 64 << 20));

        var kept = Assert.Single(new FlowLogUnpacker(working, 1).Unpack([file], new ProblemLog(), CancellationToken.None));

        Assert.Equal(file, kept);
        Assert.All(Directory.EnumerateFiles(working), left => Assert.Equal(0, new FileInfo(left).Length));
    }

    private FlowLogFile Packed(string text)
    {
        var path = folder.Write("in.log.gz", LogFolder.Gzip(text));
        return new FlowLogFile(path, path, new FileInfo(path).Length, FlowLogCompression.Gzip, FlowLogLayout.Lines, FlowLogFormat.Default);
    }
}
