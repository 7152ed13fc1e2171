using System.Runtime.CompilerServices;

namespace FlowWatch.Architecture.Tests;

/// <summary>The repository as it lies on disk.</summary>
internal static class Sources
{
    public static string Root { get; } = FindRoot();

    /// <summary>All C# files of src, by their path from the root with forward slashes.</summary>
    public static IReadOnlyList<(string Path, string Text)> Files { get; } = [.. Read("*.cs")];

    /// <summary>The C# files of src and its project files.</summary>
    public static IReadOnlyList<(string Path, string Text)> FilesAndProjects { get; } = [.. Files, .. Read("*.csproj")];

    private static IEnumerable<(string Path, string Text)> Read(string pattern) =>
        Directory.EnumerateFiles(Path.Combine(Root, "src"), pattern, SearchOption.AllDirectories)
            .Select(file => (Path: Path.GetRelativePath(Root, file).Replace('\\', '/'), Text: File.ReadAllText(file)))
            .Where(file => !file.Path.Contains("/obj/", StringComparison.Ordinal) && !file.Path.Contains("/bin/", StringComparison.Ordinal))
            .OrderBy(file => file.Path, StringComparer.Ordinal);

    // A build that moved its output elsewhere still knows where the source was.
    private static string FindRoot([CallerFilePath] string here = "") =>
        Above(AppContext.BaseDirectory) ?? Above(Path.GetDirectoryName(here)!) ?? throw new InvalidOperationException("No folder above the tests holds FlowWatch.sln.");

    private static string? Above(string start)
    {
        var folder = new DirectoryInfo(start);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "FlowWatch.sln"))) folder = folder.Parent;
        return folder?.FullName;
    }
}
