using FlowWatch.Cli.Output;

namespace FlowWatch.Cli.Tests.Output;

public class OutputFileTests
{
    [Fact]
    public void Commit_NewFile_PutsItInPlace()
    {
        using var folder = new TemporaryFolder();

        using (var file = OutputFile.Open("--output", folder.File("a.txt")))
        {
            file.Stream.Write("whole"u8);
            Assert.DoesNotContain("a.txt", folder.Names);
            file.Commit();
        }

        Assert.Equal(["a.txt"], folder.Names);
        Assert.Equal("whole", File.ReadAllText(folder.File("a.txt")));
    }

    [Fact]
    public void Dispose_WithoutCommit_LeavesWhatWasThere()
    {
        using var folder = new TemporaryFolder();
        folder.File("a.txt", "old");

        using (var file = OutputFile.Open("--output", folder.File("a.txt"))) file.Stream.Write("half"u8);

        Assert.Equal(["a.txt"], folder.Names);
        Assert.Equal("old", File.ReadAllText(folder.File("a.txt")));
    }

    [Fact]
    public void TakePath_ForAWriterOfItsOwn_IsCommittedToo()
    {
        using var folder = new TemporaryFolder();

        using (var file = OutputFile.Open("--output", folder.File("a.parquet")))
        {
            File.WriteAllText(file.TakePath(), "columns");
            file.Commit();
        }

        Assert.Equal("columns", File.ReadAllText(folder.File("a.parquet")));
        Assert.Equal(["a.parquet"], folder.Names);
    }

    [Fact]
    public void Commit_Link_WritesWhatItPointsTo()
    {
        using var folder = new TemporaryFolder();
        File.CreateSymbolicLink(folder.File("link.txt"), folder.File("real.txt", "old"));

        using (var file = OutputFile.Open("--output", folder.File("link.txt")))
        {
            file.Stream.Write("new"u8);
            file.Commit();
        }

        Assert.Equal("new", File.ReadAllText(folder.File("real.txt")));
        Assert.NotNull(new FileInfo(folder.File("link.txt")).LinkTarget);
    }

    [Fact]
    public void Commit_ReplacedFile_KeepsItsPermissions()
    {
        if (OperatingSystem.IsWindows()) return;
        using var folder = new TemporaryFolder();
        File.SetUnixFileMode(folder.File("a.txt", "old"), UnixFileMode.UserRead | UnixFileMode.UserWrite);

        using (var file = OutputFile.Open("--output", folder.File("a.txt"))) file.Commit();

        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(folder.File("a.txt")));
    }

    // A report that is moved to /dev/null replaces the device for the whole machine. The path is judged before anything is
    // put in place, so that a mistake here fails the test and not the machine.
    [Fact]
    public void Commit_Device_IsWrittenToAndNotReplaced()
    {
        if (OperatingSystem.IsWindows()) return;
        using var folder = new TemporaryFolder();
        File.CreateSymbolicLink(folder.File("nothing"), "/dev/null");

        using (var file = OutputFile.Open("--output", folder.File("nothing")))
        {
            Assert.Equal("/dev/null", file.Path);
            file.Stream.Write("gone"u8);
            Assert.Throws<BadInputException>(file.TakePath);
            file.Commit();
        }

        Assert.Equal("/dev/null", new FileInfo(folder.File("nothing")).LinkTarget);
        Assert.Equal(["nothing"], folder.Names);
    }
}
