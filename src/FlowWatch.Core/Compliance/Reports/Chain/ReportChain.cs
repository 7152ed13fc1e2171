using System.Text.Json;
using FlowWatch.Core.State;

namespace FlowWatch.Core.Compliance.Reports.Chain;

/// <summary>
/// The reports, each chained to the one before by its hash. The chain proves that no report was changed, left out or put in later, as long
/// as anybody remembers a later hash: the state does, each report's summary does, and whoever keeps a copy.
/// </summary>
/// <param name="store">Where reports are kept.</param>
/// <param name="state">Where the hashes are remembered apart from the reports, so that a chain that was made anew shows; null remembers none.</param>
public sealed class ReportChain(IComplianceReportStore store, IStateStore? state)
{
    private const string Partition = "compliance-reports";
    private const int MaximumTries = 100;

    /// <summary>The place of the reports in words, for people.</summary>
    public string Place => store.Place;

    /// <summary>Stores a report as the next of the chain: gives it its number, its id, the hash before and its own.</summary>
    /// <param name="report">The report.</param>
    /// <param name="cancellationToken">Stops before the report is written.</param>
    /// <returns>The report as it is stored.</returns>
    /// <exception cref="ReportStoreException">The store cannot be used, or the last report in it cannot be read: then nothing can be chained to it.</exception>
    /// <exception cref="StateException">The report is stored, but its hash could not be remembered; <see cref="VerifyAsync"/> remembers it later, while it is the newest.</exception>
    public async Task<ComplianceReport> AppendAsync(ComplianceReport report, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(report);
        for (var tries = 0; tries < MaximumTries; tries++)
        {
            var last = await LastNumberAsync(cancellationToken).ConfigureAwait(false);
            var previous = last == 0 ? null : await HashOfLastAsync(last, cancellationToken).ConfigureAwait(false);
            await RememberCutOffAsync(last, cancellationToken).ConfigureAwait(false);
            var (content, stored) = ReportDocument.Write(report with { Number = last + 1, Id = ReportName.Id(report.GeneratedAt, last + 1), PreviousHash = previous });
            if (!await store.TryAddAsync(ReportName.File(stored.Number), content, cancellationToken).ConfigureAwait(false)) continue;
            await RememberAsync(stored, CancellationToken.None).ConfigureAwait(false);
            return stored;
        }

        throw new ReportStoreException($"{store.Place}: {MaximumTries} times another host stored a report first. Run it again.");
    }

    /// <summary>The report of that id; null where there is none.</summary>
    /// <exception cref="ReportStoreException">The store cannot be used, or what is there is no report.</exception>
    public async Task<ComplianceReport?> FindAsync(string id, CancellationToken cancellationToken) =>
        ReportName.NumberOfId(id) is { } number && await ReadAsync(number, cancellationToken).ConfigureAwait(false) is { } report && report.Id == id ? report : null;

    /// <summary>What is stored of the report of that number, byte for byte; null where there is none.</summary>
    /// <exception cref="ReportStoreException">The store cannot be used.</exception>
    public Task<byte[]?> ContentAsync(int number, CancellationToken cancellationToken) => store.ReadAsync(ReportName.File(number), cancellationToken);

    /// <summary>The newest report; null where there is none.</summary>
    /// <exception cref="ReportStoreException">The store cannot be used, or what is there is no report.</exception>
    public async Task<ComplianceReport?> LatestAsync(CancellationToken cancellationToken) =>
        await LastNumberAsync(cancellationToken).ConfigureAwait(false) is > 0 and var last ? await ReadAsync(last, cancellationToken).ConfigureAwait(false) : null;

    /// <summary>The newest report before a number; null where there is none. One that is missing or damaged is passed over: <see cref="VerifyAsync"/> tells of it.</summary>
    /// <exception cref="ReportStoreException">The store cannot be used.</exception>
    public async Task<ComplianceReport?> BeforeAsync(int number, CancellationToken cancellationToken)
    {
        for (var earlier = number - 1; earlier > 0 && earlier > number - 10; earlier--)
        {
            if (await ContentAsync(earlier, cancellationToken).ConfigureAwait(false) is { } content && ReportDocument.Read(content, out _) is { } report) return report;
        }

        return null;
    }

    /// <summary>Reports in few words, the newest first.</summary>
    /// <param name="before">Only those with a smaller number; null starts at the newest.</param>
    /// <param name="take">How many at the most.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    /// <returns>The reports; one that cannot be read is left out, and <see cref="VerifyAsync"/> tells of it.</returns>
    /// <exception cref="ReportStoreException">The store cannot be used.</exception>
    public async Task<IReadOnlyList<ReportSummary>> ListAsync(int? before, int take, CancellationToken cancellationToken)
    {
        var summaries = new List<ReportSummary>();
        foreach (var number in (await NumbersAsync(cancellationToken).ConfigureAwait(false)).Where(number => before is null || number < before).OrderDescending())
        {
            if (summaries.Count == take) break;
            if (await ContentAsync(number, cancellationToken).ConfigureAwait(false) is { } content && ReportDocument.Read(content, out _) is { } report) summaries.Add(ReportSummary.Of(report));
        }

        return summaries;
    }

    /// <summary>
    /// Checks every report and every link, one after the other. A report that the state does not know is not verified against it, and is not
    /// remembered on its own word; but for the newest where it is chained to one that the state knows, which is what a host leaves that
    /// dies between the report and its hash.
    /// </summary>
    /// <param name="remembersAll">Whether the state is to remember all reports from now on, as somebody decided who has compared them with a copy.</param>
    /// <param name="cancellationToken">Stops checking.</param>
    /// <exception cref="ReportStoreException">The store cannot be used.</exception>
    /// <exception cref="StateException">The state cannot be used.</exception>
    public async Task<ChainVerification> VerifyAsync(bool remembersAll, CancellationToken cancellationToken)
    {
        var remembered = await RememberedAsync(cancellationToken).ConfigureAwait(false);
        var check = new ChainCheck(remembered);
        await foreach (var name in store.ListAsync(null, cancellationToken).ConfigureAwait(false))
        {
            if (ReportName.NumberOfFile(name) is not { } number)
            {
                check.Foreign(name);
                continue;
            }

            check.Report(number, await store.ReadAsync(name, cancellationToken).ConfigureAwait(false));
        }

        IReadOnlyList<ComplianceReport> believed = remembersAll ? check.NotRemembered : check.CutOff is { } cutOff ? [cutOff] : [];
        foreach (var report in believed) await RememberAsync(report, cancellationToken).ConfigureAwait(false);
        return check.Finish(believed.Count);
    }

    private async Task<ComplianceReport?> ReadAsync(int number, CancellationToken cancellationToken)
    {
        if (await ContentAsync(number, cancellationToken).ConfigureAwait(false) is not { } content) return null;
        return ReportDocument.Read(content, out var problem) ?? throw new ReportStoreException($"{ReportName.File(number)} in {store.Place} cannot be read: {problem}.");
    }

    private async Task<int> LastNumberAsync(CancellationToken cancellationToken) =>
        (await NumbersAsync(cancellationToken).ConfigureAwait(false)).DefaultIfEmpty().Max();

    // By their names: a number may be missing, and nobody counts down to it.
    private async Task<List<int>> NumbersAsync(CancellationToken cancellationToken)
    {
        var numbers = new List<int>();
        await foreach (var name in store.ListAsync(null, cancellationToken).ConfigureAwait(false))
        {
            if (ReportName.NumberOfFile(name) is { } number) numbers.Add(number);
        }

        return numbers;
    }

    private async Task<string> HashOfLastAsync(int number, CancellationToken cancellationToken)
    {
        var content = await ContentAsync(number, cancellationToken).ConfigureAwait(false);
        // What it is, not what it states: if it was changed, the change shows in its own hash and nothing is hidden by going on.
        return content is not null && ReportDocument.TryHash(content, out _, out var actual)
            ? actual
            : throw new ReportStoreException($"{ReportName.File(number)}, the last report in {store.Place}, is damaged, so no report can be chained to it. 'flowwatch compliance verify-chain' tells more; bring back a copy of it.");
    }

    // A host that dies between a report and its hash leaves one that is not remembered. Once another report follows, nobody could tell it
    // from one that was put in.
    private async Task RememberCutOffAsync(int number, CancellationToken cancellationToken)
    {
        if (state is null || number < 2 || await RememberedAsync(state, number, cancellationToken).ConfigureAwait(false) is not null) return;
        if (await RememberedAsync(state, number - 1, cancellationToken).ConfigureAwait(false) is { } before
            && await ContentAsync(number, cancellationToken).ConfigureAwait(false) is { } content
            && ReportDocument.TryHash(content, out var stated, out var actual) && stated == actual
            && ReportDocument.Read(content, out _) is { } report && report.Number == number && report.PreviousHash == before.Hash)
        {
            await RememberAsync(report with { Hash = actual }, cancellationToken).ConfigureAwait(false);
        }
    }

    private static async Task<RememberedHash?> RememberedAsync(IStateStore state, int number, CancellationToken cancellationToken) =>
        await state.ReadAsync(Partition, Key(number), cancellationToken).ConfigureAwait(false) is { } entry ? JsonSerializer.Deserialize<RememberedHash>(entry.Value, JsonSerializerOptions.Web) : null;

    private async Task RememberAsync(ComplianceReport report, CancellationToken cancellationToken)
    {
        if (state is not null) await state.WriteAsync(Partition, [StateChange.Insert(Key(report.Number), JsonSerializer.Serialize(new RememberedHash(report.Id, report.Hash!), JsonSerializerOptions.Web))], cancellationToken).ConfigureAwait(false);
    }

    private async Task<IReadOnlyDictionary<int, RememberedHash>?> RememberedAsync(CancellationToken cancellationToken)
    {
        if (state is null) return null;
        var remembered = new Dictionary<int, RememberedHash>();
        await foreach (var entry in state.ListAsync(Partition, StateRange.All, cancellationToken).ConfigureAwait(false))
        {
            if (int.TryParse(entry.Key, System.Globalization.CultureInfo.InvariantCulture, out var number)) remembered[number] = JsonSerializer.Deserialize<RememberedHash>(entry.Value, JsonSerializerOptions.Web)!;
        }

        return remembered;
    }

    private static string Key(int number) => number.ToString("D8", System.Globalization.CultureInfo.InvariantCulture);
}
