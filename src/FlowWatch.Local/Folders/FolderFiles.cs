using FlowWatch.Core.Accounts;
using FlowWatch.Local.Files;

namespace FlowWatch.Local.Folders;

/// <summary>Looks at what lies in a folder.</summary>
internal static class FolderFiles
{
    private const string Action = "read";

    /// <summary>The files of a folder and its folders, without hidden and empty ones; or why they cannot be listed.</summary>
    public static Fact<IReadOnlyList<FolderFile>> List(string folder)
    {
        if (!Directory.Exists(folder)) return Failure(FactFailureKind.NotFound, folder, "there is no such folder; make it, or correct the target's folder");
        var problems = new ProblemLog();
        var files = FlowLogFileFinder.Find([folder], problems).Select(Look).OfType<FolderFile>().Where(file => file.Length > 0).ToList();
        return files.Count > 0
            ? Facts.Known<IReadOnlyList<FolderFile>>(files)
            : Failure(FactFailureKind.NotFound, folder, $"it holds no flow-log file yet{(problems.First is [{ What: not "the folder holds no file" } first, ..] ? $" ({first.What})" : "")}");
    }

    /// <summary>What could not be done with a folder.</summary>
    public static FactFailure Failure(FactFailureKind kind, string folder, string message) => new(kind, Action, folder, message);

    // A file may go away between being listed and being looked at.
    private static FolderFile? Look(string path)
    {
        var file = new FileInfo(path);
        return file.Exists ? new FolderFile(path, file.Length, new DateTimeOffset(file.LastWriteTimeUtc, TimeSpan.Zero)) : null;
    }
}
