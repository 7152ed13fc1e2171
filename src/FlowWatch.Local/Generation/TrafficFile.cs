using System.IO.Compression;

namespace FlowWatch.Local.Generation;

/// <summary>Writes generated traffic into a file.</summary>
public static class TrafficFile
{
    private const int BufferSize = 1 << 20;

    /// <summary>Writes all records into a file, compressed with gzip when its name ends in <c>.gz</c>, plain otherwise.
    /// A file that is there already is replaced.</summary>
    /// <param name="path">The file.</param>
    /// <param name="generator">What to write.</param>
    /// <param name="progress">Told from time to time, and at the end.</param>
    /// <param name="cancellationToken">Stops between two seconds of traffic and leaves the file incomplete.</param>
    /// <returns>What was written; bytes are counted before compression.</returns>
    public static GenerationProgress Write(
        string path, TrafficGenerator generator, IProgress<GenerationProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(generator);
        using var file = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.Read, BufferSize);
        if (!path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase))
        {
            return generator.WriteTo(file, progress, cancellationToken);
        }

        using var compressed = new GZipStream(file, CompressionLevel.Fastest);
        return generator.WriteTo(compressed, progress, cancellationToken);
    }
}
