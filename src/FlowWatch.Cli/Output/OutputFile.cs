namespace FlowWatch.Cli.Output;

/// <summary>
/// A file that is there whole or not at all: written beside its place under another name, and moved there at the end.
/// Devices and pipes are written to directly, because moving a file there would replace the device.
/// </summary>
internal sealed class OutputFile : IDisposable
{
    private readonly string place;
    private readonly FileStream? direct;
    private FileStream? beside;

    private OutputFile(string place, FileStream? direct, string path, FileStream? beside)
    {
        this.place = place;
        this.direct = direct;
        this.beside = beside;
        Path = path;
    }

    /// <summary>What to write to.</summary>
    public Stream Stream => direct ?? beside ?? throw new InvalidOperationException("The stream was given up for the path.");

    /// <summary>The path being written.</summary>
    public string Path { get; }

    /// <summary>Opens a file, before any work is done, so that one that cannot be written is told at once.</summary>
    /// <param name="option">The option that named it, for messages.</param>
    /// <param name="file">The file.</param>
    /// <param name="inputs">Files that are read; it must not be one of them.</param>
    /// <exception cref="BadInputException">It cannot be written.</exception>
    public static OutputFile Open(string option, string file, IReadOnlyCollection<string>? inputs = null)
    {
        if (string.IsNullOrWhiteSpace(file)) throw new BadInputException($"{option} needs the name of a file.");
        if (Directory.Exists(file)) throw new BadInputException($"{option}: '{file}' is a folder; name a file in it.");
        var place = System.IO.Path.GetFullPath(file);
        if (inputs is not null && inputs.Any(input => input != "-" && System.IO.Path.GetFullPath(input) == place)) throw new BadInputException($"{option}: '{file}' is also what is read; name another file.");
        var folder = System.IO.Path.GetDirectoryName(place);
        if (folder is null || !Directory.Exists(folder)) throw new BadInputException($"{option}: there is no folder '{folder ?? place}'.");
        try
        {
            if (IsDevice(place)) return Direct(place);
            if (new FileInfo(place).LinkTarget is not null && File.ResolveLinkTarget(place, returnFinalTarget: true) is { } target) place = target.FullName;
            if (IsDevice(place)) return Direct(place);
            if (File.Exists(place))
            {
                var existing = new FileStream(place, FileMode.Open, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);
                if (!existing.CanSeek) return new OutputFile(place, existing, place, null);
                existing.Dispose();
            }

            var path = System.IO.Path.Combine(System.IO.Path.GetDirectoryName(place)!, $".{System.IO.Path.GetFileName(place)}.{Guid.NewGuid():N}.unfinished");
            return new OutputFile(place, null, path, new FileStream(path, Unfinished(place)));
        }
        catch (Exception error) when (error is UnauthorizedAccessException or IOException)
        {
            var why = error is UnauthorizedAccessException ? "no permission to write there" : error.Message.TrimEnd('.');
            throw new BadInputException($"{option}: '{file}' cannot be written: {why}.");
        }
    }

    /// <summary>Gives up the stream for a writer that wants a path.</summary>
    /// <exception cref="BadInputException">It is a device or a pipe, which has no path to write to bit by bit.</exception>
    public string TakePath()
    {
        if (direct is not null) throw new BadInputException($"'{place}' is a device or a pipe, and Parquet can only be written to a file.");
        beside?.Dispose();
        beside = null;
        return Path;
    }

    /// <summary>Puts the file in its place.</summary>
    public void Commit()
    {
        if (direct is not null)
        {
            direct.Flush();
            return;
        }

        beside?.Dispose();
        beside = null;
        if (!OperatingSystem.IsWindows() && File.Exists(place)) File.SetUnixFileMode(Path, File.GetUnixFileMode(place));
        File.Move(Path, place, overwrite: true);
    }

    /// <summary>Takes back what was not put in its place.</summary>
    public void Dispose()
    {
        direct?.Dispose();
        try
        {
            beside?.Dispose();
        }
        finally
        {
            if (direct is null) File.Delete(Path);
        }
    }

    private static OutputFile Direct(string place) => new(place, new FileStream(place, FileMode.Open, FileAccess.Write, FileShare.ReadWrite, bufferSize: 0), place, null);

    // Whoever may not read the file that it replaces may not read it while it is written.
    private static FileStreamOptions Unfinished(string place)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, Share = FileShare.ReadWrite | FileShare.Delete, BufferSize = 1 << 16 };
        if (!OperatingSystem.IsWindows() && File.Exists(place)) options.UnixCreateMode = File.GetUnixFileMode(place) | UnixFileMode.UserWrite;
        return options;
    }

    // .NET does not tell devices from files; these folders hold nothing else.
    private static bool IsDevice(string place) =>
        !OperatingSystem.IsWindows()
        && ((place.StartsWith("/dev/", StringComparison.Ordinal) && !place.StartsWith("/dev/shm/", StringComparison.Ordinal)) || place.StartsWith("/proc/", StringComparison.Ordinal));
}
