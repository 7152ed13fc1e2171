using FlowWatch.Cli.Input;

namespace FlowWatch.Cli.Tests.Input;

public class SettingsFileTests
{
    [Fact]
    public void Read_File_IsItsBytes()
    {
        using var folder = new TemporaryFolder();
        var errors = new List<string>();

        Assert.Equal("{}"u8.ToArray(), SettingsFile.Read("--config", folder.File("a.json", "{}"), errors));
        Assert.Empty(errors);
    }

    [Fact]
    public void Read_Folder_IsRefused()
    {
        using var folder = new TemporaryFolder();

        Refused(folder.Path, $"--config: '{folder.Path}' is a folder; name a JSON file.");
    }

    [Fact]
    public void Read_NoFile_IsRefused() => Refused("nosuch.json", "--config: there is no file 'nosuch.json'.");

    [Fact]
    public void Read_HugeFile_IsRefusedWithoutReadingItAll()
    {
        using var folder = new TemporaryFolder();
        var file = folder.File("huge.json");
        using (var stream = File.Create(file)) stream.SetLength(1L << 30);

        Refused(file, $"--config: '{file}' is larger than 16 MiB, which no settings are; name a JSON file.");
    }

    private static void Refused(string file, string error)
    {
        var errors = new List<string>();

        Assert.Null(SettingsFile.Read("--config", file, errors));
        Assert.Equal([error], errors);
    }
}
