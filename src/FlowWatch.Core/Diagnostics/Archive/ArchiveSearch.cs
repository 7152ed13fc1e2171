using FlowWatch.Core.Accounts;
using FlowWatch.Core.Diagnostics.Answers;

namespace FlowWatch.Core.Diagnostics.Archive;

/// <summary>The files of a stretch of time.</summary>
internal static class ArchiveSearch
{
    // A file holds records of the 5 minutes before and after the slot it is named after, at an aggregation interval of 600 s.
    private static readonly TimeSpan Margin = TimeSpan.FromMinutes(15);

    /// <summary>The answer.</summary>
    public static async Task<Fact<DiagnosticAnswer>> AnswerAsync(ArchiveAsked asked, CancellationToken cancellationToken)
    {
        var (window, top, eni) = (asked.Request.Window!, asked.Request.Arguments.Top(100), asked.Request.Arguments.Text(ArchiveQuestions.Interface));
        var (rows, found, unnamed, notVerified) = (new List<IReadOnlyList<object?>>(), 0L, 0L, new List<string>());
        await foreach (var page in asked.Archive.ListAsync(asked.Prefix, null, cancellationToken).ConfigureAwait(false))
        {
            if (!page.IsKnown)
            {
                if (found == 0) return page.Failure;
                notVerified.Add($"The listing broke off: {page.Failure}");
                break;
            }

            foreach (var one in page.Value.Objects)
            {
                var key = ArchiveKey.Parse(one.Key);
                if (key.Layout == ArchiveLayout.FolderMarker || (key.SlotTime ?? one.LastModified) is var at && (at < window.From - Margin || at >= window.To + Margin)) continue;
                if (eni is not null && key.LogStream is null) unnamed++;
                if (eni is not null && key.LogStream is { } stream && !stream.StartsWith(eni, StringComparison.Ordinal)) continue;
                if (++found <= top) rows.Add([one.Key, key.SlotTime, one.Size, one.StorageClass, StorageClasses.NeedsRestore(one.StorageClass) && one.Restore is not { IsInProgress: false }, key.LogStream]);
            }
        }

        var notes = new List<string>();
        if (found > top) notes.Add($"{found:N0} files were found; the first {top:N0} are shown.");
        if (unnamed > 0) notes.Add($"{unnamed:N0} files hold all interfaces: their layout does not tell one from another, so they may or may not hold {eni}.");
        IReadOnlyList<DiagnosticColumn> columns = [new("key", DiagnosticColumnKind.Text), new("time", DiagnosticColumnKind.Instant), new("bytes", DiagnosticColumnKind.Bytes), new("storage-class", DiagnosticColumnKind.Text), new("needs-restore", DiagnosticColumnKind.Flag), new("log-stream", DiagnosticColumnKind.Text)];
        return asked.Empty with { Notes = notes, NotVerified = notVerified, Tables = [new DiagnosticTable("files", "Files", columns, rows)] };
    }
}
