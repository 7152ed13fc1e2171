using FlowWatch.Core.Accounts;
using FlowWatch.Core.Checks;
using FlowWatch.Core.Diagnostics.Parameters;
using FlowWatch.Core.Diagnostics.Traffic;
using FlowWatch.Core.Findings;
using FlowWatch.Core.Targets;

namespace FlowWatch.Core.Diagnostics.Definitions;

/// <summary>
/// The runbook's questions about traffic as saved queries of a target's account, written for the format of its flow logs. Saving twice
/// changes nothing; only queries of these names are ever touched, and none is deleted.
/// </summary>
/// <param name="source">Where the flow logs are; it explains and is asked nothing.</param>
/// <param name="definitions">The saved queries of the target's account and region.</param>
public sealed class RunbookDefinitions(IFlowLogSource source, IQueryDefinitions definitions)
{
    /// <summary>What the names begin with; the console shows it as a folder.</summary>
    public const string Prefix = "FlowWatch/";

    /// <summary>The address of questions about one: of those that are kept for examples (RFC 5737), so that it is nobody's.</summary>
    public const string ExampleAddress = "192.0.2.1";

    // The console asks for the stretch of time itself, so the length of a bin cannot follow from it.
    private const string Bin = "5m";

    private static readonly TimeWindow AnyHour = new(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddHours(1));

    /// <summary>Saves them.</summary>
    /// <param name="target">The target.</param>
    /// <param name="isDryRun">Whether to look and write nothing.</param>
    /// <param name="cancellationToken">Gives up with <see cref="OperationCanceledException"/>.</param>
    /// <returns>What was done; or why nothing could be: the format of the flow logs or the saved queries could not be read.</returns>
    public async Task<Fact<DefinitionReport>> SaveAsync(MonitoredTarget target, bool isDryRun, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(target);
        var (wanted, leftOut) = (new List<SavedQuery>(), new List<string>());
        foreach (var question in DiagnosticCatalog.Traffic)
        {
            if (await AddAsync(question, target, wanted, leftOut, cancellationToken).ConfigureAwait(false) is { } failure) return failure;
        }

        var saved = await definitions.ListAsync(Prefix, cancellationToken).ConfigureAwait(false);
        if (!saved.IsKnown) return saved.Failure;
        var changes = new List<DefinitionChange>();
        for (var number = 0; number < wanted.Count; number++)
        {
            var change = Change(wanted[number], saved.Value);
            if (!isDryRun && change.Outcome != DefinitionOutcome.Unchanged)
            {
                var done = await definitions.SaveAsync(change.Query, cancellationToken).ConfigureAwait(false);
                if (!done.IsKnown) return new DefinitionReport(changes, leftOut, [.. wanted.Skip(number).Where(one => Change(one, saved.Value).Outcome != DefinitionOutcome.Unchanged).Select(one => one.Name)], done.Failure);
                change = change with { Query = done.Value };
            }

            changes.Add(change);
        }

        return new DefinitionReport(changes, leftOut, [], null);
    }

    private static DefinitionChange Change(SavedQuery wanted, IReadOnlyList<SavedQuery> saved)
    {
        // AWS lets people save two of the same name: the one that is right already, or else the first, is FlowWatch's.
        var namesakes = saved.Where(one => one.Name == wanted.Name).OrderBy(one => one.Id, StringComparer.Ordinal).ToList();
        if (namesakes.Find(wanted.SaysTheSameAs) is { } same) return new(same, DefinitionOutcome.Unchanged);
        return namesakes is [var first, ..] ? new(wanted with { Id = first.Id }, DefinitionOutcome.Updated) : new(wanted, DefinitionOutcome.Created);
    }

    private async Task<FactFailure?> AddAsync(TrafficQuestion question, MonitoredTarget target, List<SavedQuery> wanted, List<string> leftOut, CancellationToken cancellationToken)
    {
        var isAboutAddress = question.Parameters.Contains(DiagnosticParameters.Address);
        var texts = new List<(string, string)>();
        if (isAboutAddress) texts.Add((DiagnosticParameters.Address.Name, ExampleAddress));
        if (question.Parameters.Contains(DiagnosticParameters.Bin)) texts.Add((DiagnosticParameters.Bin.Name, Bin));
        var request = new DiagnosticRequest { Target = target, Scope = [target.Name], Window = AnyHour, Arguments = DiagnosticArguments.Of(question, texts), IsExplained = true, Now = AnyHour.To };
        var answer = await question.AnswerAsync(request, new DiagnosticSources { FlowLogs = (window, stopping) => source.OpenAsync(target, window!, stopping) }, cancellationToken).ConfigureAwait(false);
        if (!answer.IsKnown) return answer.Failure;
        leftOut.AddRange(answer.Value.NotVerified.Select(why => $"{question.Id}: {why}"));
        var queries = answer.Value.Queries.Select(query => (query.Name, Texts: DefinitionTexts.Of(query.Text))).Where(query => query.Texts.Count > 0).ToList();
        for (var place = 0; place < queries.Count; place++)
        {
            var (name, parts) = queries[place];
            for (var part = 0; part < parts.Count; part++)
            {
                var text = isAboutAddress ? $"# Put the address it is about in place of {ExampleAddress}.\n{parts[part]}" : parts[part];
                var full = $"{Prefix}{(place == 0 ? question.Id : name)}{(part == 0 ? "" : $" ({part + 1})")}";
                if (text.Length > SavedQuery.LongestText) leftOut.Add($"{question.Id}: the query has {text.Length:N0} characters; AWS saves {SavedQuery.LongestText:N0} at most");
                else wanted.Add(new SavedQuery(full, text, [target.LogGroup]));
            }
        }

        return null;
    }
}
