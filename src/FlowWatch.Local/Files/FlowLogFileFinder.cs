using Microsoft.Extensions.FileSystemGlobbing;

namespace FlowWatch.Local.Files;

/// <summary>Finds the files that paths, folders and glob patterns mean.</summary>
internal static class FlowLogFileFinder
{
    /// <summary>An object that a CloudWatch Logs export task leaves behind to see whether it may write.</summary>
    private const string ExportWriteTest = "aws-logs-write-test";

    private static readonly char[] PatternCharacters = ['*', '?'];

    /// <summary>Finds files: each once, in a stable order, with what was not found noted.</summary>
    /// <param name="paths">Files, folders (read recursively) and patterns (<c>logs/**/*.gz</c>).</param>
    /// <param name="problems">Where to note a path that means nothing.</param>
    public static IReadOnlyList<string> Find(IEnumerable<string> paths, ProblemLog problems)
    {
        var found = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var path in paths)
        {
            if (File.Exists(path))
            {
                found.Add(path);
                continue;
            }

            var files = Directory.Exists(path) ? InFolder(path, problems) : Matching(path);
            if (files.Count == 0)
            {
                var what = Directory.Exists(path) ? "the folder holds no file" :
                    path.IndexOfAny(PatternCharacters) >= 0 ? "no file matches this pattern" : "no such file or folder";
                problems.Add(path, null, what);
            }

            found.UnionWith(files);
        }

        return [.. found];
    }

    private static List<string> InFolder(string folder, ProblemLog problems)
    {
        try
        {
            var options = new EnumerationOptions { RecurseSubdirectories = true, IgnoreInaccessible = true, AttributesToSkip = FileAttributes.Hidden | FileAttributes.System };
            return [.. Directory.EnumerateFiles(folder, "*", options).Where(IsFlowLog)];
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            problems.Add(folder, null, error.Message);
            return [];
        }
    }

    private static List<string> Matching(string pattern)
    {
        var firstWildcard = pattern.IndexOfAny(PatternCharacters);
        if (firstWildcard < 0) return [];
        var separator = pattern.LastIndexOfAny(['/', Path.DirectorySeparatorChar], firstWildcard);
        var root = separator < 0 ? "." : separator == 0 ? "/" : pattern[..separator];
        if (!Directory.Exists(root)) return [];
        var matcher = new Matcher(StringComparison.Ordinal).AddInclude(pattern[(separator + 1)..]);
        return [.. matcher.GetResultsInFullPath(root).Where(IsFlowLog).Select(file => separator < 0 ? Path.GetRelativePath(".", file) : file)];
    }

    private static bool IsFlowLog(string file) => Path.GetFileName(file) != ExportWriteTest;
}
