namespace FlowWatch.Local.Files;

/// <summary>Folders that nobody but their owner may look into: copies of flow logs lie in them, and what FlowWatch remembers.</summary>
public static class PrivateFolder
{
    /// <summary>Makes a folder and those above it that are missing; one that is there stays as it is.</summary>
    /// <param name="path">Its path.</param>
    /// <returns>Its full path.</returns>
    /// <exception cref="IOException">It cannot be made.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be made there.</exception>
    public static string Create(string path) => OperatingSystem.IsWindows()
        ? Directory.CreateDirectory(path).FullName
        : Directory.CreateDirectory(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute).FullName;
}
