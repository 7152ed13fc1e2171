using System.Runtime.CompilerServices;

namespace FlowWatch.Local.Tests.DuckDb;

/// <summary>Expected texts in <c>Data/*.golden</c>; <c>UPDATE_GOLDEN=1 dotnet test</c> writes them anew.</summary>
internal static class GoldenFile
{
    public static void Matches(string name, string actual)
    {
        var path = Path.Combine(Folder(), "Data", $"{name}.golden");
        if (Environment.GetEnvironmentVariable("UPDATE_GOLDEN") == "1") File.WriteAllText(path, actual);
        Assert.Equal(File.ReadAllText(path), actual);
    }

    private static string Folder([CallerFilePath] string file = "") => Path.GetDirectoryName(file)!;
}
