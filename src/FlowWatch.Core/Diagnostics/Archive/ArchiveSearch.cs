using FlowWatch.Core.Accounts;
using FlowWatch.Core.Diagnostics.Answers;
using FlowWatch.Core.Findings;
using FlowWatch.Core.Targets;

namespace FlowWatch.Core.Diagnostics.Archive;

/// <summary>The files of a stretch of time. Where keys stand in the order of their days, only those days are listed.</summary>
internal sealed class ArchiveSearch
{
    /// <summary>The most keys that are looked at where the layout does not tell the day: a hundred requests.</summary>
    public const int MostKeys = 100_000;

    // A file holds records of the 5 minutes before and after the slot it is named after, at an aggregation interval of 600 s.
    private static readonly TimeSpan Margin = TimeSpan.FromMinutes(15);

    private static readonly IReadOnlyList<DiagnosticColumn> Columns = [new("key", DiagnosticColumnKind.Text), new("time", DiagnosticColumnKind.Instant), new("bytes", DiagnosticColumnKind.Bytes), new("storage-class", DiagnosticColumnKind.Text), new("needs-restore", DiagnosticColumnKind.Flag), new("log-stream", DiagnosticColumnKind.Text)];

    private readonly ArchiveAsked asked;
    private readonly TimeWindow wanted;
    private readonly long top;
    private readonly string? networkInterface;
    private readonly List<IReadOnlyList<object?>> rows = [];
    private readonly List<string> notes = [];
    private readonly List<string> notVerified = [];
    private long found;
    private long ofAllInterfaces;
    private long looked;

    private ArchiveSearch(ArchiveAsked asked)
    {
        this.asked = asked;
        var window = asked.Request.Window!;
        wanted = new TimeWindow(window.From - Margin, window.To + Margin);
        (top, networkInterface) = (asked.Request.Arguments.Top(100), asked.Request.Arguments.Text(ArchiveQuestions.Interface));
    }

    /// <summary>The answer.</summary>
    public static Task<Fact<DiagnosticAnswer>> AnswerAsync(ArchiveAsked asked, CancellationToken cancellationToken) => new ArchiveSearch(asked).AnswerAsync(cancellationToken);

    private async Task<Fact<DiagnosticAnswer>> AnswerAsync(CancellationToken cancellationToken)
    {
        var location = asked.Request.Target!.Archive!;
        if (location.Feed == ArchiveFeed.ExportTask)
        {
            if (await ListAsync(asked.Prefix, null, null, MostKeys, cancellationToken).ConfigureAwait(false) is { } failure) return failure;
        }
        else
        {
            foreach (var root in ArchiveRoot.Of(asked.Request.Target, location))
            {
                // A file of Firehose lies in the folder of its oldest record, which may be that of the day before.
                var first = location.Feed == ArchiveFeed.Firehose ? wanted.From.AddDays(-1) : wanted.From;
                if (await ListAsync(root.Prefix, root.Day(first), root.Day(wanted.To.AddTicks(-1).AddDays(1)), null, cancellationToken).ConfigureAwait(false) is { } failure) return failure;
            }

            notes.Add($"Looked at the days' folders below {string.Join(" and ", ArchiveRoot.Of(asked.Request.Target, location).Select(root => $"s3://{location.Bucket}/{root.Prefix}").Distinct())}.");
        }

        if (found > top) notes.Add($"{found:N0} files were found; the first {top:N0} are shown.");
        if (ofAllInterfaces > 0) notes.Add($"{ofAllInterfaces:N0} files hold all interfaces: their layout does not tell one from another, so they may or may not hold {networkInterface}.");
        return asked.Empty with { Notes = notes, NotVerified = notVerified, Tables = [new DiagnosticTable("files", "Files", Columns, rows)] };
    }

    /// <summary>Lists keys behind one and before another; why nothing could be listed at all, or null.</summary>
    private async Task<FactFailure?> ListAsync(string prefix, string? startAfter, string? before, long? most, CancellationToken cancellationToken)
    {
        await foreach (var page in asked.Archive.ListAsync(prefix, startAfter, cancellationToken).ConfigureAwait(false))
        {
            if (!page.IsKnown)
            {
                if (looked == 0) return page.Failure;
                notVerified.Add($"The listing of {prefix} broke off: {page.Failure}");
                return null;
            }

            foreach (var one in page.Value.Objects)
            {
                looked++;
                if (before is not null && string.CompareOrdinal(one.Key, before) >= 0) return null;
                Take(one);
            }

            if (looked >= most && !page.Value.IsLast)
            {
                notVerified.Add($"The keys of an export task do not tell the day, so all of {asked.Request.Target!.Archive!.Bucket}/{prefix} has to be listed; it was stopped after {looked:N0} keys, at {page.Value.Objects[^1].Key}");
                return null;
            }
        }

        return null;
    }

    private void Take(ArchiveObject one)
    {
        var key = ArchiveKey.Parse(one.Key);
        if (key.Layout is ArchiveLayout.FolderMarker or ArchiveLayout.ExportWriteTest) return;
        var at = key.SlotTime ?? one.LastModified;
        if (at < wanted.From || at >= wanted.To) return;
        if (networkInterface is not null)
        {
            if (key.LogStream is null) ofAllInterfaces++;
            else if (!key.LogStream.StartsWith(networkInterface, StringComparison.Ordinal)) return;
        }

        if (++found <= top) rows.Add([one.Key, key.SlotTime, one.Size, one.StorageClass, StorageClasses.NeedsRestore(one.StorageClass) && one.Restore is not { IsInProgress: false }, key.LogStream]);
    }
}
