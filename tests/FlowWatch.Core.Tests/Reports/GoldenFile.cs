using System.Runtime.CompilerServices;

namespace FlowWatch.Core.Tests.Reports;

/// <summary>Expected outputs in <c>Data/*.golden</c>, compared byte for byte; <c>UPDATE_GOLDEN=1 dotnet test</c> writes them anew.</summary>
internal static class GoldenFile
{
    public static void Matches(string name, byte[] actual)
    {
        var path = Path.Combine(Folder(), "Data", $"{name}.golden");
        if (Environment.GetEnvironmentVariable("UPDATE_GOLDEN") == "1")
        {
            File.WriteAllBytes(path, actual);
        }

        Assert.Equal(System.Text.Encoding.UTF8.GetString(File.ReadAllBytes(path)), System.Text.Encoding.UTF8.GetString(actual));
        Assert.Equal(File.ReadAllBytes(path), actual);
    }

    /// <summary>Path of a file of the repository.</summary>
    public static string Repository(params string[] parts) => Path.Combine([Folder(), "..", "..", "..", .. parts]);

    private static string Folder([CallerFilePath] string file = "") => Path.GetDirectoryName(file)!;
}
