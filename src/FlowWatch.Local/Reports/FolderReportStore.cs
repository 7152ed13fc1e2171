using System.Runtime.CompilerServices;
using FlowWatch.Core.Compliance.Reports.Chain;

namespace FlowWatch.Local.Reports;

/// <summary>Reports in a folder of this machine, for any number of processes on it.</summary>
/// <param name="folder">The folder; it is made where there is none.</param>
/// <param name="time">Tells how long to wait for another process; null takes the system's.</param>
public sealed class FolderReportStore(string folder, TimeProvider? time = null) : IComplianceReportStore
{
    private const int Tries = 500;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(10);

    private readonly string folder = Path.GetFullPath(folder);
    private readonly TimeProvider time = time ?? TimeProvider.System;

    /// <inheritdoc/>
    public string Place => $"folder {folder}";

    /// <inheritdoc/>
    public async IAsyncEnumerable<string> ListAsync(string? after, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await Task.CompletedTask.ConfigureAwait(false);
        var names = Guarded(() => Directory.Exists(folder) ? new DirectoryInfo(folder).EnumerateFiles().Select(file => file.Name).Where(name => !name.StartsWith('.')).Order(StringComparer.Ordinal).ToList() : []);
        foreach (var name in names.Where(name => after is null || string.CompareOrdinal(name, after) > 0))
        {
            cancellationToken.ThrowIfCancellationRequested();
            yield return name;
        }
    }

    /// <inheritdoc/>
    public async Task<byte[]?> ReadAsync(string name, CancellationToken cancellationToken)
    {
        try
        {
            return await File.ReadAllBytesAsync(PathOf(name), cancellationToken).ConfigureAwait(false);
        }
        catch (Exception error) when (error is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw Trouble(error);
        }
    }

    /// <inheritdoc/>
    public async Task<bool> TryAddAsync(string name, ReadOnlyMemory<byte> content, CancellationToken cancellationToken)
    {
        var place = PathOf(name);
        var beside = Path.Combine(folder, $".{name}.{Guid.NewGuid():N}.unfinished");
        try
        {
            Directory.CreateDirectory(folder);
            await File.WriteAllBytesAsync(beside, content, cancellationToken).ConfigureAwait(false);
            // File.Move looks whether the name is taken and then renames, which replaces: two at once could both get the name. So one at a time.
            var alone = await LockAsync(cancellationToken).ConfigureAwait(false);
            await using (alone.ConfigureAwait(false))
            {
                if (File.Exists(place)) return false;
                File.Move(beside, place);
                return true;
            }
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw Trouble(error);
        }
        finally
        {
            if (File.Exists(beside)) File.Delete(beside);
        }
    }

    // The system takes the lock from a process that dies. The file stays: whoever waits for it must wait for the same one.
    private async Task<FileStream> LockAsync(CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return new FileStream(Path.Combine(folder, ".lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, 1);
            }
            catch (IOException error) when (attempt < Tries && error is not (DirectoryNotFoundException or FileNotFoundException or PathTooLongException))
            {
                await Task.Delay(Pause, time, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    // Names come from the chain alone; one with a folder in it would be a bug.
    private string PathOf(string name) => Path.GetFileName(name) == name ? Path.Combine(folder, name) : throw new ArgumentException($"'{name}' is not the name of a file.", nameof(name));

    private T Guarded<T>(Func<T> action)
    {
        try
        {
            return action();
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw Trouble(error);
        }
    }

    private ReportStoreException Trouble(Exception error) => new($"{Place} cannot be used for reports: {error.Message.Split('\n')[0].TrimEnd('.')}. Name another with reports.folder.", error);
}
