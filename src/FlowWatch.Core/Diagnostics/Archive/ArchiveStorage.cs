using FlowWatch.Core.Accounts;
using FlowWatch.Core.Compliance.Lifecycle;
using FlowWatch.Core.Diagnostics.Answers;
using FlowWatch.Core.Findings;

namespace FlowWatch.Core.Diagnostics.Archive;

/// <summary>What is in the archive and what it costs, by storage class and month; why that rose; and where the lifecycle did not do what it is configured to.</summary>
internal static class ArchiveStorage
{
    private static readonly DiagnosticColumn Objects = new("objects", DiagnosticColumnKind.Count);
    private static readonly DiagnosticColumn Bytes = new("bytes", DiagnosticColumnKind.Bytes);
    private static readonly DiagnosticColumn Dollars = new("dollars-a-month", DiagnosticColumnKind.Dollars);
    private static readonly DiagnosticColumn Class = new("storage-class", DiagnosticColumnKind.Text);
    private static readonly DiagnosticColumn Month = new("month", DiagnosticColumnKind.Text);

    /// <summary>The answer: one listing pass.</summary>
    public static async Task<Fact<DiagnosticAnswer>> AnswerAsync(ArchiveAsked asked, CancellationToken cancellationToken)
    {
        var notVerified = new List<string>();
        var posture = await asked.Archive.PostureAsync(cancellationToken).ConfigureAwait(false);
        if (!posture.Lifecycle.IsKnown) notVerified.Add($"The lifecycle: {posture.Lifecycle.Failure}");
        var courses = posture.Lifecycle.IsKnown ? LifecycleArithmetic.Courses(posture.Lifecycle.Value, asked.Prefix) : null;
        var tally = new ArchiveTally(asked.Request.Now, courses);
        await foreach (var page in asked.Archive.ListAsync(asked.Prefix, null, cancellationToken).ConfigureAwait(false))
        {
            if (page.IsKnown)
            {
                tally.Add(page.Value);
                continue;
            }

            if (tally.Months.Count == 0) return page.Failure;
            notVerified.Add($"The listing broke off; objects beyond are not counted: {page.Failure}");
        }

        var prices = ArchivePrices.Default;
        var classes = tally.Months.GroupBy(one => one.Key.Class).Select(one => (Class: one.Key, Objects: one.Sum(part => part.Value.Objects), Bytes: one.Sum(part => part.Value.Bytes))).OrderByDescending(one => one.Bytes).ThenBy(one => one.Class, StringComparer.Ordinal).ToList();
        return asked.Empty with
        {
            NotVerified = notVerified,
            Notes = [prices.Words, .. tally.Deviations.Count > 0 ? ["Some objects are not in the class that the lifecycle says: see lifecycle."] : (IReadOnlyList<string>)[]],
            Tables =
            [
                new DiagnosticTable("classes", "By storage class", [Class, Objects, Bytes, Dollars], [.. classes.Select(one => (IReadOnlyList<object?>)[one.Class, one.Objects, one.Bytes, prices.Month(one.Class, one.Objects, one.Bytes)])]),
                new DiagnosticTable("months", "By month of the records and storage class", [Month, Class, Objects, Bytes, Dollars], [.. tally.Months.OrderBy(one => one.Key.Month, StringComparer.Ordinal).ThenBy(one => one.Key.Class, StringComparer.Ordinal).Select(one => (IReadOnlyList<object?>)[one.Key.Month, one.Key.Class, one.Value.Objects, one.Value.Bytes, prices.Month(one.Key.Class, one.Value.Objects, one.Value.Bytes)])]),
                Growth(tally, prices),
                new DiagnosticTable("configured", "Lifecycle as configured", [new("objects-under", DiagnosticColumnKind.Text), new("day", DiagnosticColumnKind.Number), Class, new("rule", DiagnosticColumnKind.Text)], [.. (courses ?? []).SelectMany(course => course.Steps.Select(step => (IReadOnlyList<object?>)[course.Words, (long)step.Day, step.StorageClass, step.Rule]).Concat(course.ExpiresAfter is { } end ? [[course.Words, (long)end, "expires", course.ExpiryRule]] : []))]),
                new DiagnosticTable("lifecycle", "Objects that are not where the lifecycle says", [new("expected", DiagnosticColumnKind.Text), new("observed", DiagnosticColumnKind.Text), Objects, Bytes, new("costs-more-a-month", DiagnosticColumnKind.Dollars), new("sample", DiagnosticColumnKind.Text)], [.. tally.Deviations.OrderByDescending(one => one.Value.Bytes).Select(one => (IReadOnlyList<object?>)
                    [one.Key.Expected, one.Key.Observed, one.Value.Objects, one.Value.Bytes, prices.Month(one.Key.Observed, one.Value.Objects, one.Value.Bytes) - (prices.Month(one.Key.Expected, one.Value.Objects, one.Value.Bytes) ?? 0), one.Value.Sample])]),
            ],
        };
    }

    // Month against month: how much was added, and whether that is more files or larger ones.
    private static DiagnosticTable Growth(ArchiveTally tally, ArchivePrices prices)
    {
        var months = tally.Months.GroupBy(one => one.Key.Month).OrderBy(one => one.Key, StringComparer.Ordinal)
            .Select(one => (Month: one.Key, Objects: one.Sum(part => part.Value.Objects), Bytes: one.Sum(part => part.Value.Bytes), Dollars: one.Sum(part => prices.Month(part.Key.Class, part.Value.Objects, part.Value.Bytes) ?? 0))).ToList();
        return new DiagnosticTable("growth", "Month against month", [Month, Objects, Bytes, Dollars, new("change", DiagnosticColumnKind.Dollars), new("cause", DiagnosticColumnKind.Text)], [.. months.Select((one, index) => (IReadOnlyList<object?>)
            [one.Month, one.Objects, one.Bytes, one.Dollars, index == 0 ? null : one.Dollars - months[index - 1].Dollars, index == 0 ? null : Cause(months[index - 1], one)])]);
    }

    private static string Cause((string Month, long Objects, long Bytes, decimal Dollars) before, (string Month, long Objects, long Bytes, decimal Dollars) now)
    {
        if (now.Dollars <= before.Dollars) return "costs no more than the month before";
        if (now.Bytes <= before.Bytes) return "no more data: it lies in dearer classes, where the lifecycle has not moved it yet or does not";
        return now.Objects > before.Objects ? $"more data: {ReadableNumber.Bytes(now.Bytes - before.Bytes)} in {ReadableNumber.Count(now.Objects - before.Objects, "files")} more" : $"more data: {ReadableNumber.Bytes(now.Bytes - before.Bytes)} more in no more files";
    }
}
