using FlowWatch.Core.Reports;

namespace FlowWatch.Core.Compliance.Reports.Chain;

/// <summary>Checks reports one after the other, in the order of their numbers.</summary>
/// <param name="remembered">The hashes that are remembered apart from the reports; null where none are.</param>
internal sealed class ChainCheck(IReadOnlyDictionary<int, RememberedHash>? remembered)
{
    private readonly List<ChainProblem> problems = [];
    private readonly List<ComplianceReport> notRemembered = [];
    private readonly HashSet<int> seen = [];
    private int last;
    private string? firstId;
    private string? lastId;
    private string? lastHash;

    /// <summary>Reports that are well but not remembered.</summary>
    public IReadOnlyList<ComplianceReport> NotRemembered => notRemembered;

    public void Foreign(string name) =>
        problems.Add(new(ChainProblemKind.Foreign, null, $"{VisibleText.Of(name)} is not named like a report; it is not part of the chain."));

    public void Report(int number, byte[]? content)
    {
        for (var missing = last + 1; missing < number; missing++) Missing(missing);
        var follows = number == last + 1;
        last = number;
        seen.Add(number);
        if (content is null || !ReportDocument.TryHash(content, out var stated, out var actual))
        {
            problems.Add(new(ChainProblemKind.Unreadable, number, $"{ReportName.File(number)} is no report of FlowWatch, or is damaged."));
            lastHash = null;
            return;
        }

        var report = ReportDocument.Read(content, out var problem);
        if (report is null) problems.Add(new(ChainProblemKind.Unreadable, number, $"{ReportName.File(number)} cannot be read: {problem}."));
        else Check(number, report, stated, actual, follows);
        firstId ??= report?.Id;
        (lastId, lastHash) = (report?.Id ?? lastId, actual);
    }

    /// <summary>The report of a host that died between the report and its hash: the newest, chained to one that is remembered as it is. Null where there is none.</summary>
    public ComplianceReport? CutOff => notRemembered is [var only] && only.Number == last && remembered!.GetValueOrDefault(last - 1) is { } before && before.Hash == only.PreviousHash ? only : null;

    /// <summary>What it came to.</summary>
    /// <param name="rememberedNow">How many of <see cref="NotRemembered"/> are remembered from now on.</param>
    public ChainVerification Finish(int rememberedNow)
    {
        foreach (var missing in remembered?.Keys.Where(number => number > last).Order() ?? Enumerable.Empty<int>()) Missing(missing);
        return new ChainVerification(seen.Count, firstId, lastId, lastHash, remembered is not null, [.. notRemembered.Select(report => report.Id)], rememberedNow, problems);
    }

    private void Check(int number, ComplianceReport report, string stated, string actual, bool follows)
    {
        var before = problems.Count;
        if (stated != actual) problems.Add(new(ChainProblemKind.Changed, number, $"{ReportName.File(number)} was changed: it states the hash {VisibleText.Of(stated)} and has {actual}."));
        if (report.Number != number || report.Id != ReportName.Id(report.GeneratedAt, number)) problems.Add(new(ChainProblemKind.OutOfOrder, number, $"{ReportName.File(number)} holds the report {VisibleText.Of(report.Id)}, which is not that one."));
        if (follows && number == 1 && report.PreviousHash is not null) problems.Add(new(ChainProblemKind.OutOfOrder, number, $"{ReportName.File(number)} is the first report and yet chained to another."));
        if (follows && number > 1 && lastHash is not null && report.PreviousHash != lastHash)
            problems.Add(new(ChainProblemKind.OutOfOrder, number, $"{ReportName.File(number)} is chained to another report than {ReportName.File(number - 1)}: one of the two was changed or replaced."));
        if (remembered?.GetValueOrDefault(number) is { } known)
        {
            if (known.Hash != actual && stated == actual) problems.Add(new(ChainProblemKind.Changed, number, $"{ReportName.File(number)} is not the report that was stored under this number: the state remembers {VisibleText.Of(known.Id)} with the hash {VisibleText.Of(known.Hash)}."));
        }
        else if (remembered is not null && problems.Count == before)
        {
            notRemembered.Add(report with { Hash = actual });
        }
    }

    private void Missing(int number)
    {
        var known = remembered?.GetValueOrDefault(number);
        problems.Add(new(ChainProblemKind.Missing, number, $"{ReportName.File(number)} is missing{(known is null ? "" : $"; the state remembers {VisibleText.Of(known.Id)} with the hash {VisibleText.Of(known.Hash)}")}."));
    }
}
