using System.Runtime.CompilerServices;

namespace FlowWatch.Functions.Tests;

/// <summary>Files of the repository.</summary>
internal static class Repository
{
    public static string Path(params string[] parts) => System.IO.Path.GetFullPath(System.IO.Path.Combine([Folder(), "..", "..", .. parts]));

    private static string Folder([CallerFilePath] string file = "") => System.IO.Path.GetDirectoryName(file)!;
}
