using FlowWatch.Core.Accounts;
using FlowWatch.Core.Diagnostics.Answers;
using FlowWatch.Core.Diagnostics.Parameters;
using FlowWatch.Core.Findings;
using FlowWatch.Core.Queries;
using FlowWatch.Core.State;

namespace FlowWatch.Core.Diagnostics.Traffic;

/// <summary>A question about flow logs, as typed queries: every engine answers it, and Logs Insights shows it ready to paste.</summary>
public sealed class TrafficQuestion : DiagnosticQuestion
{
    /// <summary>The longest time that a log group is asked for at once: the runbook keeps 30 days in CloudWatch.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromDays(31);

    private readonly Func<DiagnosticRequest, IReadOnlyList<TrafficPart>> parts;

    internal TrafficQuestion(string id, string title, string answers, IReadOnlyList<DiagnosticParameter> parameters, Func<DiagnosticRequest, IReadOnlyList<TrafficPart>> parts)
        : base(id, title, answers, DiagnosticSubject.Traffic, [.. parameters, .. DiagnosticParameters.Range]) => this.parts = parts;

    /// <summary>Whether the answer also has what checks found about the address it is about.</summary>
    internal bool HasFindings { get; init; }

    /// <inheritdoc/>
    public override TimeSpan? LongestRange => Longest;

    /// <summary>The tables and their queries.</summary>
    /// <param name="request">How it is put.</param>
    public IReadOnlyList<TrafficPart> Parts(DiagnosticRequest request) => parts(request);

    /// <inheritdoc/>
    public override (string Parameter, string Error)? Wrong(DiagnosticRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        return Parameters.Contains(DiagnosticParameters.Bin) ? TrafficBins.Wrong(request) : null;
    }

    /// <inheritdoc/>
    public override async Task<Fact<DiagnosticAnswer>> AnswerAsync(DiagnosticRequest request, DiagnosticSources sources, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(sources);
        if (sources.FlowLogs is null) throw new ArgumentException("There are no flow logs to ask.", nameof(sources));
        var opened = await sources.FlowLogs(request.Window, cancellationToken).ConfigureAwait(false);
        if (!opened.IsKnown) return opened.Failure;
        var session = opened.Value;
        await using (session.ConfigureAwait(false)) return await AskAsync(session.Engine, request, sources.Findings, cancellationToken).ConfigureAwait(false);
    }

    private async Task<Fact<DiagnosticAnswer>> AskAsync(IFlowLogEngine engine, DiagnosticRequest request, FindingStore? findings, CancellationToken cancellationToken)
    {
        var notVerified = new List<string>();
        // How long a bin is depends on how much time there is, which of files only they tell.
        if (request.Window is null && Parameters.Contains(DiagnosticParameters.Bin) && request.Arguments.Length(DiagnosticParameters.Bin) is null && !request.IsExplained)
        {
            request = request with { Window = await TrafficBins.ExtentAsync(engine, cancellationToken).ConfigureAwait(false) };
        }

        var texts = new List<DiagnosticText>();
        var tables = new List<DiagnosticTable>();
        foreach (var part in Parts(request))
        {
            var missing = part.Needs.Where(field => !engine.AvailableFields.Contains(field)).ToList();
            if (missing.Count > 0)
            {
                notVerified.Add($"{part.Title}: the flow logs have no field {string.Join(", ", missing)}");
                continue;
            }

            try
            {
                for (var query = part.Query; query is not null; query = query.From)
                {
                    if (texts.TrueForAll(one => one.Name != query.Name)) texts.Add(new DiagnosticText(query.Name, engine.Explain(query).TrimEnd()));
                }
            }
            catch (NotSupportedException error)
            {
                // Different values cannot be counted exactly over lines of several formats.
                notVerified.Add($"{part.Title}: {error.Message}");
                continue;
            }

            if (!request.IsExplained) tables.Add(new DiagnosticTable(part.Name, part.Title, part.Columns, part.Cells(await engine.QueryAsync(part.Query, cancellationToken).ConfigureAwait(false))));
        }

        // Nothing was had because the service refused: that is no answer.
        if (engine.Statistics.Failure is { } failure && tables.TrueForAll(table => table.Rows.Count == 0 || table.Rows.All(row => row.All(value => value is null or 0L)))) return failure;
        if (HasFindings && !request.IsExplained && request.Target is not null) await AddFindingsAsync(tables, notVerified, request, findings, cancellationToken).ConfigureAwait(false);
        notVerified.AddRange(engine.Statistics.Problems.Select(problem => problem.ToString()));
        if (engine.Statistics.ProblemCount > engine.Statistics.Problems.Count) notVerified.Add($"{engine.Statistics.ProblemCount - engine.Statistics.Problems.Count:N0} more could not be read");
        return Empty(request) with { Tables = tables, NotVerified = notVerified, Notes = HasFindings && !request.IsExplained && request.Target is null ? [FilesHaveNoFindings] : [], Statistics = request.IsExplained ? null : engine.Statistics, Queries = texts };
    }

    // Of files nothing is missing: checks remember what they found of targets only.
    private const string FilesHaveNoFindings = "Findings are remembered of targets only, not of files: 'flowwatch scan' looks for them in files.";

    private static async Task AddFindingsAsync(List<DiagnosticTable> tables, List<string> notVerified, DiagnosticRequest request, FindingStore? findings, CancellationToken cancellationToken)
    {
        if (findings is null || request.Target is null || request.Window is null)
        {
            notVerified.Add("Findings: what checks found is remembered in the state of a host of FlowWatch, and there is none here; ask it over HTTP, or name its state");
            return;
        }

        try
        {
            tables.Add(await AddressFindings.TableAsync(findings, request.Target.Name, request.Arguments.Text(DiagnosticParameters.Address)!, request.Window, cancellationToken).ConfigureAwait(false));
        }
        catch (StateException error)
        {
            // What the flow logs tell is an answer all the same.
            notVerified.Add($"Findings: {error.Message}");
        }
    }
}
