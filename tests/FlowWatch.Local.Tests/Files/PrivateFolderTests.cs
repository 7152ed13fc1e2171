using FlowWatch.Local.Files;

namespace FlowWatch.Local.Tests.Files;

public sealed class PrivateFolderTests : IDisposable
{
    private readonly LogFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Create_NewFolder_IsItsOwnersAlone()
    {
        var path = PrivateFolder.Create(folder.At("one", "two"));

        Assert.True(Directory.Exists(path));
        if (OperatingSystem.IsWindows()) return;
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(path));
    }

    [Fact]
    public void Create_FolderThatIsThere_StaysAsItIs()
    {
        var there = Directory.CreateDirectory(folder.At("there")).FullName;
        var mode = OperatingSystem.IsWindows() ? default : File.GetUnixFileMode(there);

        Assert.Equal(there, PrivateFolder.Create(there));

        if (!OperatingSystem.IsWindows()) Assert.Equal(mode, File.GetUnixFileMode(there));
    }
}
