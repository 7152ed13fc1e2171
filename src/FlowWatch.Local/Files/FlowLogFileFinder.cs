using System.IO.Enumeration;
using System.Text.RegularExpressions;

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
        // By full path: a file that several paths mean is still read once.
        var found = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var path in paths)
        {
            if (File.Exists(path))
            {
                _ = found.TryAdd(Path.GetFullPath(path), path);
                continue;
            }

            var files = Directory.Exists(path) ? InFolder(path, problems) : Matching(path);
            if (files.Count == 0)
            {
                var what = Directory.Exists(path) ? "the folder holds no file" :
                    path.IndexOfAny(PatternCharacters) >= 0 ? "no file matches this pattern" : "no such file or folder";
                problems.Add(path, null, what);
            }

            foreach (var file in files) _ = found.TryAdd(Path.GetFullPath(file), file);
        }

        return [.. found.Values];
    }

    private static List<string> InFolder(string folder, ProblemLog problems)
    {
        try
        {
            return [.. Files(folder, recursive: true)];
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
        var below = pattern[(separator + 1)..].Replace(Path.DirectorySeparatorChar, '/');
        var matches = new Regex(@"\A" + Expression(below) + @"\z", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking | RegexOptions.Singleline);
        return
        [
            .. Files(root, recursive: below.Contains('/', StringComparison.Ordinal) || below.Contains("**", StringComparison.Ordinal))
                .Where(file => matches.IsMatch(Path.GetRelativePath(root, file).Replace(Path.DirectorySeparatorChar, '/')))
                .Select(file => separator < 0 ? Path.GetRelativePath(".", file) : file),
        ];
    }

    private static string Expression(string pattern) => Regex.Escape(pattern)
        .Replace(@"\*\*/", "(?:.*/)?", StringComparison.Ordinal)
        .Replace(@"\*\*", ".*", StringComparison.Ordinal)
        .Replace(@"\*", "[^/]*", StringComparison.Ordinal)
        .Replace(@"\?", "[^/]", StringComparison.Ordinal);

    // Links to files are followed, links to folders are not: one may lead back to where it came from.
    private static IEnumerable<string> Files(string folder, bool recursive)
    {
        var options = new EnumerationOptions { RecurseSubdirectories = recursive, IgnoreInaccessible = true, AttributesToSkip = FileAttributes.Hidden | FileAttributes.System };
        return new FileSystemEnumerable<string>(folder, (ref FileSystemEntry entry) => entry.ToSpecifiedFullPath(), options)
        {
            ShouldIncludePredicate = (ref FileSystemEntry entry) => !entry.IsDirectory,
            ShouldRecursePredicate = (ref FileSystemEntry entry) => (entry.Attributes & FileAttributes.ReparsePoint) == 0,
        }.Where(IsFlowLog);
    }

    private static bool IsFlowLog(string file) => Path.GetFileName(file) != ExportWriteTest;
}
