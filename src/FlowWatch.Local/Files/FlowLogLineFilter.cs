using System.Runtime.ExceptionServices;
using FlowWatch.Local.DuckDb;

namespace FlowWatch.Local.Files;

/// <summary>
/// Copies the lines of plain text files that can hold one of some texts in one of some fields, and leaves out those that
/// cannot. It looks at hashes only, so a line may be kept in vain but is never lost: whoever reads the copy asks
/// the exact question. For a few texts in many lines that is far cheaper than to read every field of every line again.
/// </summary>
/// <param name="folder">Where the copies go.</param>
/// <param name="threads">How many blocks are looked at at once.</param>
/// <param name="blockBytes">Bytes of a block: what one thread looks at in one go.</param>
internal sealed class FlowLogLineFilter(string folder, int threads, int blockBytes = 2 << 20)
{
    /// <summary>Where more than this share would be copied, a copy gains nothing.</summary>
    private const double LargestShare = 0.5;

    /// <summary>The share of the input after which it is first asked whether a copy gains anything.</summary>
    private const double FirstLook = 1.0 / 16;

    /// <summary>Whether lines of a file can be told apart by a look at them: plain text without quotes.</summary>
    public static bool CanRead(FlowLogFile file) =>
        file is { Layout: FlowLogLayout.Lines, Compression: FlowLogCompression.None } && file.Delimiter != ',';

    /// <summary>Filters files.</summary>
    /// <param name="files">Files that <see cref="CanRead"/> allows.</param>
    /// <param name="wanted">The fields and the texts; a field that a file's format lacks holds nothing there.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <returns>Files to read instead; null where that would not be cheaper.</returns>
    /// <exception cref="IOException">A file cannot be read, or there is no room for its copy.</exception>
    /// <exception cref="UnauthorizedAccessException">A file may not be read.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public IReadOnlyList<FlowLogFile>? Filter(IReadOnlyList<FlowLogFile> files, WantedTexts wanted, CancellationToken cancellationToken)
    {
        var target = Directory.CreateDirectory(Path.Combine(folder, $"filtered-{Guid.NewGuid():N}")).FullName;
        var copies = new List<FlowLogFile>();
        var isWorthIt = false;
        try
        {
            isWorthIt = Copy(Blocks(files, wanted.Fields), new HashedTexts(wanted.Values), target, copies, cancellationToken);
        }
        catch (AggregateException error) when (error.InnerException is { } inner)
        {
            ExceptionDispatchInfo.Throw(inner);
        }
        finally
        {
            if (!isWorthIt) Directory.Delete(target, recursive: true);
        }

        return isWorthIt ? copies : null;
    }

    private List<FlowLogBlock> Blocks(IReadOnlyList<FlowLogFile> files, IReadOnlySet<string> fields)
    {
        var blocks = new List<FlowLogBlock>();
        foreach (var file in files)
        {
            var columns = Columns(file, fields);
            var length = new FileInfo(file.Path).Length;
            for (long start = 0; start < length; start += blockBytes) blocks.Add(new FlowLogBlock(file, columns, start, Math.Min(start + blockBytes, length)));
        }

        return blocks;
    }

    // False as soon as too much was copied to be worth it.
    private bool Copy(List<FlowLogBlock> blocks, HashedTexts texts, string target, List<FlowLogFile> copies, CancellationToken cancellationToken)
    {
        var next = -1;
        long read = 0;
        long kept = 0;
        var isWorthIt = true;
        var total = blocks.Sum(block => block.End - block.Start);
        var workers = Math.Max(1, threads);
        Parallel.For(0, workers, new ParallelOptions { MaxDegreeOfParallelism = workers, CancellationToken = cancellationToken }, _ =>
        {
            using var copier = new FlowLogLineCopier(target, texts, blockBytes);
            while (Volatile.Read(ref isWorthIt) && Interlocked.Increment(ref next) is var index && index < blocks.Count)
            {
                cancellationToken.ThrowIfCancellationRequested();
                var keptNow = Interlocked.Add(ref kept, copier.Copy(blocks[index]));
                var readNow = Interlocked.Add(ref read, blocks[index].End - blocks[index].Start);
                if (readNow >= total * FirstLook && keptNow > readNow * LargestShare) Volatile.Write(ref isWorthIt, false);
            }

            var finished = copier.Finish();
            lock (copies) copies.AddRange(finished);
        });
        return isWorthIt;
    }

    private static int[] Columns(FlowLogFile file, IReadOnlySet<string> fields) =>
        [.. file.Format.Fields.Select((field, index) => (field.Name, Index: index + (file.HasTimestamp ? 1 : 0)))
            .Where(column => fields.Contains(column.Name)).Select(column => column.Index)];
}
