using FlowWatch.Core.Accounts;
using FlowWatch.Core.Diagnostics.Answers;

namespace FlowWatch.Core.Diagnostics.Archive;

/// <summary>What restoring a file costs and takes, and, where that was confirmed and is switched on, asking for it; and how far it is.</summary>
internal static class ArchiveRestoring
{
    private const int UsualDays = 7;

    private static readonly IReadOnlyList<DiagnosticColumn> Columns =
    [
        new("key", DiagnosticColumnKind.Text), new("storage-class", DiagnosticColumnKind.Text), new("bytes", DiagnosticColumnKind.Bytes), new("status", DiagnosticColumnKind.Text), new("available-until", DiagnosticColumnKind.Instant),
    ];

    /// <summary>How far a restore is.</summary>
    public static async Task<Fact<DiagnosticAnswer>> StatusAsync(ArchiveAsked asked, CancellationToken cancellationToken)
    {
        var details = await asked.Archive.DetailsAsync(asked.Request.Arguments.Text(ArchiveQuestions.Key)!, cancellationToken).ConfigureAwait(false);
        return details.IsKnown ? asked.Empty with { Tables = [Table(details.Value, asked.Request.Now)] } : details.Failure;
    }

    /// <summary>The plan, and what came of it.</summary>
    public static async Task<Fact<DiagnosticAnswer>> RestoreAsync(ArchiveAsked asked, CancellationToken cancellationToken)
    {
        var arguments = asked.Request.Arguments;
        var key = arguments.Text(ArchiveQuestions.Key)!;
        var (tier, days) = (arguments.Text(ArchiveQuestions.Tier) ?? "standard", (int)(arguments.Number(ArchiveQuestions.Days) ?? UsualDays));
        var details = await asked.Archive.DetailsAsync(key, cancellationToken).ConfigureAwait(false);
        if (!details.IsKnown) return details.Failure;
        var one = details.Value;
        var prices = ArchivePrices.Default;
        var price = prices.Restores.FirstOrDefault(restore => restore.StorageClass == one.StorageClass && restore.Tier == tier);
        IReadOnlyList<DiagnosticColumn> columns = [new("tier", DiagnosticColumnKind.Text), new("days", DiagnosticColumnKind.Number), new("takes", DiagnosticColumnKind.Text), new("dollars", DiagnosticColumnKind.Dollars), new("outcome", DiagnosticColumnKind.Text)];
        IReadOnlyList<object?> Row(string outcome) => [tier, (long)days, price?.Duration, price is null ? null : prices.Restore(price, one.Size, days), outcome];
        DiagnosticAnswer Answer(string outcome, params IReadOnlyList<string> notes) => asked.Empty with { Notes = [prices.Words, .. notes], Tables = [Table(one, asked.Request.Now), new DiagnosticTable("restore", "Restore", columns, [Row(outcome)])] };

        if (!one.NeedsRestore(asked.Request.Now)) return Answer("not needed", "The file can be read as it is.");
        if (price is null) return Answer("not possible", $"Storage class {one.StorageClass} has no tier {tier}; there are {string.Join(", ", prices.Restores.Where(restore => restore.StorageClass == one.StorageClass).Select(restore => restore.Tier))}.");
        if (!arguments.Flag(ArchiveQuestions.Confirm)) return Answer("dry run", "Nothing was asked of AWS. Confirm to restore.");
        if (!asked.IsRestoreEnabled) return Answer("switched off", "Restoring is switched off: set diagnostics.restore to true, and let the role do s3:RestoreObject.");
        var result = await asked.Archive.RestoreAsync(new ArchiveRestoreRequest(key, days, Enum.Parse<ArchiveRestoreTier>(tier, ignoreCase: true), one.StorageClass), cancellationToken).ConfigureAwait(false);
        return result.Failure is { } failure ? failure : Answer(result.Outcome.ToString());
    }

    private static DiagnosticTable Table(ArchiveObjectDetails one, DateTimeOffset now) => new("file", "File", Columns,
        [[one.Key, one.StorageClass, one.Size, one.Restore is { IsInProgress: true } ? "being restored" : one.NeedsRestore(now) ? "archived" : "can be read", one.Restore?.AvailableUntil]]);
}
