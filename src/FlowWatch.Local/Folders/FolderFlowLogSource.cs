using FlowWatch.Core.Accounts;
using FlowWatch.Core.Checks;
using FlowWatch.Core.Findings;
using FlowWatch.Core.FlowLogs;
using FlowWatch.Core.Targets;
using FlowWatch.Local.DuckDb;

namespace FlowWatch.Local.Folders;

/// <summary>Asks folders of flow-log files on this machine: see the README of this folder.</summary>
public sealed class FolderFlowLogSource : IFlowLogSource, IDisposable
{
    /// <summary>How much earlier than a window a file may have been written and still be read: clocks differ.</summary>
    private static readonly TimeSpan Margin = TimeSpan.FromHours(1);

    private readonly SemaphoreSlim places = new(Environment.ProcessorCount);
    private readonly SemaphoreSlim looking = new(1);
    private readonly FolderArrivals arrivals = new();

    /// <inheritdoc/>
    public async Task<Fact<IFlowLogSession>> OpenAsync(MonitoredTarget target, TimeWindow window, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(target);
        ArgumentNullException.ThrowIfNull(window);
        var folder = FolderOf(target);
        var listed = FolderFiles.List(folder);
        if (!listed.IsKnown) return listed.Failure;
        var files = listed.Value.Where(file => file.WrittenAt >= window.From - Margin).ToList();
        // Nothing was written since: then there is nothing to find, but what the files look like is known.
        if (files.Count == 0) files = [listed.Value.MaxBy(file => file.WrittenAt)!];
        return await OpenAsync(target, folder, files, window, cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async Task<Fact<IReadOnlyList<TimeWindow>>> LateAsync(
        MonitoredTarget target, IReadOnlyList<(TimeWindow Window, DateTimeOffset ArrivedUntil)> windows, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(target);
        ArgumentNullException.ThrowIfNull(windows);
        if (windows.Count == 0) return Facts.Known<IReadOnlyList<TimeWindow>>([]);
        var folder = FolderOf(target);
        var listed = FolderFiles.List(folder);
        if (!listed.IsKnown) return listed.Failure;
        var earliest = windows.Min(window => window.ArrivedUntil);
        var written = listed.Value.Where(file => file.WrittenAt > earliest).ToList();
        await looking.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            arrivals.Keep(listed.Value, folder);
            foreach (var file in written.Where(file => !arrivals.Knows(file)))
            {
                if (await LookAsync(target, folder, file, cancellationToken).ConfigureAwait(false) is { } failure) return failure;
            }

            return Facts.Known<IReadOnlyList<TimeWindow>>([.. windows.Where(window => written.Exists(file => arrivals.HasLate(file, window.Window, window.ArrivedUntil))).Select(window => window.Window)]);
        }
        finally
        {
            looking.Release();
        }
    }

    /// <inheritdoc/>
    public Task<Fact<ArrivalDelays>> DelaysAsync(MonitoredTarget target, TimeWindow window, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(target);
        return Task.FromResult<Fact<ArrivalDelays>>(FolderFiles.Failure(FactFailureKind.NotFound, FolderOf(target), "files do not tell when each of their records arrived"));
    }

    /// <summary>Lets go of what it waits on. Sessions must be closed before.</summary>
    public void Dispose()
    {
        places.Dispose();
        looking.Dispose();
    }

    private static string FolderOf(MonitoredTarget target) => Path.GetFullPath(target.Folder ?? throw new ArgumentException($"Target '{target.Name}' names no folder.", nameof(target)));

    private async Task<FactFailure?> LookAsync(MonitoredTarget target, string folder, FolderFile file, CancellationToken cancellationToken)
    {
        var opened = await OpenAsync(target, folder, [file], null, cancellationToken).ConfigureAwait(false);
        if (opened.Failure is { Kind: FactFailureKind.Unexpected })
        {
            // No flow log: whoever judges the window says so, and nothing of it is late.
            arrivals.Learn(file, []);
            return null;
        }

        if (!opened.IsKnown) return opened.Failure;
        var session = opened.Value;
        await using (session.ConfigureAwait(false))
        {
            // A file without start times belongs to no window.
            var starts = session.Engine.AvailableFields.Contains("start") ? await session.Engine.QueryAsync(FolderArrivals.Starts, cancellationToken).ConfigureAwait(false) : [];
            arrivals.Learn(file, starts);
            return null;
        }
    }

    private async Task<Fact<IFlowLogSession>> OpenAsync(MonitoredTarget target, string folder, IReadOnlyList<FolderFile> files, TimeWindow? range, CancellationToken cancellationToken)
    {
        var format = target.LogFormat is { } text ? FlowLogFormat.ParseLogFormat(text).Format : null;
        var options = new DuckDbEngineOptions { Paths = [.. files.Select(file => file.Path)], Format = format, Range = range };
        await places.WaitAsync(cancellationToken).ConfigureAwait(false);
        var isOpen = false;
        try
        {
            var engine = await DuckDbFlowLogEngine.OpenAsync(options, cancellationToken).ConfigureAwait(false);
            isOpen = true;
            return Facts.Known<IFlowLogSession>(new FolderSession(engine, places));
        }
        catch (FlowLogInputException error)
        {
            return FolderFiles.Failure(FactFailureKind.Unexpected, folder, error.Message);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return FolderFiles.Failure(FactFailureKind.Unavailable, folder, error.Message);
        }
        finally
        {
            if (!isOpen) places.Release();
        }
    }
}
