using System.Runtime.CompilerServices;

namespace FlowWatch.Aws.Tests.CloudWatchLogs.QueryLanguage;

/// <summary>Expected texts in <c>Data/*.golden</c>; <c>UPDATE_GOLDEN=1 dotnet test</c> writes them anew.</summary>
internal static class GoldenFile
{
    public static IEnumerable<string> Names => Directory.EnumerateFiles(Path.Combine(Folder(), "Data"), "*.golden").Select(path => Path.GetFileNameWithoutExtension(path)).Order(StringComparer.Ordinal);

    public static void Matches(string name, string actual)
    {
        var path = Path.Combine(Folder(), "Data", $"{name}.golden");
        if (Environment.GetEnvironmentVariable("UPDATE_GOLDEN") == "1")
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, actual);
        }

        Assert.Equal(File.ReadAllText(path), actual);
    }

    public static string Read(string name) => File.ReadAllText(Path.Combine(Folder(), "Data", $"{name}.golden"));

    private static string Folder([CallerFilePath] string file = "") => Path.GetDirectoryName(file)!;
}
